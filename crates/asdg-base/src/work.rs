//! Steps of work, counted in tests: whether twice the input costs twice the work is told by steps, since seconds tell it of a quiet machine only.
//! Where something is looked for, looked through or compared, the code says how many bytes or entries that were.

#[cfg(any(test, feature = "test-support"))]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Notes that something took so many steps. Outside of tests this is nothing.
#[inline]
pub fn steps(count: usize) {
    #[cfg(any(test, feature = "test-support"))]
    STEPS.with(|steps| steps.set(steps.get() + count as u64));
    #[cfg(not(any(test, feature = "test-support")))]
    let _ = count;
}

/// Fails when twice the input takes much more than twice the steps, or none at all. `work` does it on an input of a size.
#[cfg(any(test, feature = "test-support"))]
pub fn grows_in_step(size: usize, mut work: impl FnMut(usize)) {
    let mut count = |size| {
        let before = STEPS.with(std::cell::Cell::get);
        work(size);
        STEPS.with(std::cell::Cell::get) - before
    };
    let (once, twice) = (count(size), count(2 * size));
    assert!(once > 0, "no step was counted");
    assert!(twice * 10 <= once * 24, "{size} take {once} steps, {} take {twice}", 2 * size);
}
