//! Counts steps of work in tests.
//!
//! Time is too unreliable to show that twice the input costs twice the work, so tests count steps instead. Code that
//! searches, scans or compares reports how many bytes or entries it touched.

#[cfg(any(test, feature = "test-support"))]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts steps of work. Does nothing outside of tests.
#[inline]
pub fn steps(count: usize) {
    #[cfg(any(test, feature = "test-support"))]
    STEPS.with(|steps| steps.set(steps.get() + count as u64));
    #[cfg(not(any(test, feature = "test-support")))]
    let _ = count;
}

/// Fails if twice the input takes much more than twice the steps, or no steps. `work` does the work on an input of a
/// given size.
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
