/// Choices that bytes make; when they are used up, numbers that follow from them.
pub struct Choices<'b> {
    bytes: std::slice::Iter<'b, u8>,
    /// SplitMix64 (Steele et al., 2014).
    state: u64,
}

impl<'b> Choices<'b> {
    pub fn of(bytes: &'b [u8]) -> Self {
        let state = bytes.iter().fold(0, |state: u64, byte| {
            state.wrapping_mul(31).wrapping_add(u64::from(*byte))
        });
        let bytes = bytes.iter();
        Self { bytes, state }
    }

    fn byte(&mut self) -> usize {
        match self.bytes.next() {
            Some(byte) => usize::from(*byte),
            None => {
                self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut word = self.state;
                word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                usize::from((word >> 56) as u8)
            }
        }
    }

    /// A number from 0 on, below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.byte() % limit
    }

    /// Happens once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.byte() % times == times - 1
    }

    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
