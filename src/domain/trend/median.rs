//! The middle of a few ratings.

use std::fmt;

use crate::domain::record::Pain;

/// A median of pain ratings, exact: kept in half points, 0 to 20, because the middle of an even number of ratings can
/// lie between two of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Median(u8);

impl Median {
    /// The median of `ratings`; none of none.
    pub fn of(ratings: impl IntoIterator<Item = Pain>) -> Option<Self> {
        let mut counts = [0_usize; 11];
        for rating in ratings {
            counts[usize::from(rating.value())] += 1;
        }
        let all: usize = counts.iter().sum();
        let nth = |n: usize| {
            let mut seen = 0;
            counts.iter().position(|count| {
                seen += count;
                seen > n
            })
        };
        // The two in the middle; of an odd number they are the same one.
        let (low, high) = (nth(all.checked_sub(1)? / 2)?, nth(all / 2)?);
        Some(Self((low + high) as u8))
    }

    /// In half points, 0 to 20.
    pub const fn halves(self) -> u8 {
        self.0
    }

    /// In points, 0 to 10.
    pub fn points(self) -> f64 {
        f64::from(self.0) / 2.0
    }
}

impl fmt::Display for Median {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.0 % 2 == 1 { ".5" } else { "" };
        f.pad(&format!("{}{half}", self.0 / 2))
    }
}
