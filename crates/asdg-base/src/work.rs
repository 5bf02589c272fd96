//! Counts steps of work in tests, to check that work grows no faster than its input.
//!
//! Measured time is too unreliable to show that twice the input costs twice the work, so tests count steps instead.
//! Code that searches, scans or compares reports with [`steps`] how many bytes or entries it processed.

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

/// Asserts that twice the input takes at most 2.4 times the steps, and that steps are counted. `work` processes an
/// input of the given size.
#[cfg(any(test, feature = "test-support"))]
pub fn assert_linear_growth(size: usize, mut work: impl FnMut(usize)) {
    let mut count = |size| {
        let before = STEPS.with(std::cell::Cell::get);
        work(size);
        STEPS.with(std::cell::Cell::get) - before
    };
    let (once, twice) = (count(size), count(2 * size));
    assert!(once > 0, "no step was counted");
    assert!(twice * 10 <= once * 24, "{size} take {once} steps, {} take {twice}", 2 * size);
}
