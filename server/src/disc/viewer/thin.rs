//! Volumes that have no room for all that the viewer reads: every other slice of the longest
//! series goes, then of the next; the DICOM files stay whole.

use filmdesk_media::viewer::Thinning;

/// Every how many-th frame is the most that is left out: a stack with fewer is no stack.
const MAX_EVERY: u32 = 16;
/// Chunks of a stack below this are not worth thinning.
const MIN_BYTES: u64 = 1 << 20;

/// Thins stacks of these sizes (none: no frame may go) until `excess` bytes are saved; none when
/// that cannot be.
pub(in super::super) fn thinner(
    thin: &Thinning,
    sizes: &[Option<u64>],
    excess: u64,
) -> Option<Thinning> {
    let sizes = sizes.iter().map(|size| size.unwrap_or(0));
    let (mut thin, mut sizes, mut saved) = (thin.clone(), sizes.collect::<Vec<_>>(), 0);
    while saved < excess {
        let stacks = sizes.iter().enumerate();
        let every = |stack: usize| thin.get(&(stack as u32)).copied().unwrap_or(1);
        let (stack, bytes) = stacks
            .filter(|(stack, bytes)| **bytes >= MIN_BYTES && every(*stack) < MAX_EVERY)
            .max_by_key(|(_, bytes)| **bytes)?;
        saved += bytes / 2;
        let every = every(stack) * 2;
        sizes[stack] /= 2;
        thin.insert(stack as u32, every);
    }
    Some(thin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_series_gives_way_first() {
        let sizes = [Some(10 << 20), Some(100 << 20), Some(40 << 20)];
        let thin = thinner(&Thinning::new(), &sizes, 60 << 20).expect("room");
        assert_eq!(thin, Thinning::from([(1, 4)]));
        let thin = thinner(&thin, &sizes, 30 << 20).expect("more room");
        assert_eq!(thin.get(&1), Some(&8));
    }

    #[test]
    fn what_cannot_fit_is_said() {
        assert_eq!(
            thinner(&Thinning::new(), &[Some(1 << 20); 3], 3 << 20),
            None
        );
        // A view of its own.
        assert_eq!(thinner(&Thinning::new(), &[None], 1), None);
    }
}
