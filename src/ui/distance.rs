//! How far away the screen is looked at from.

/// A distance, and what it asks of the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Distance {
    /// 0.7 m: at a desk.
    Arm,
    /// 2 m: on the floor beside it.
    #[default]
    Floor,
    /// 3 m: across the room.
    Room,
}

impl Distance {
    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Arm => "0.7 m",
            Self::Floor => "2 m",
            Self::Room => "3 m",
        }
    }

    /// The least height of the digits, in rows of the terminal.
    ///
    /// Sight of 20/40, which older eyes and forgotten glasses leave, resolves letters that subtend 10 minutes of arc
    /// (20/20: 5). Reading at ease takes about three times the smallest size (the acuity reserve of Whittaker and
    /// Lovie-Kitchin 1993), so 30 minutes: 9 mm of height for each metre. A row is taken to be 4 mm high, as 40 rows on the
    /// screen of a small laptop are: 2, 5 and 7 rows.
    pub const fn digit_rows(self) -> u16 {
        match self {
            Self::Arm => 2,
            Self::Floor => 5,
            Self::Room => 7,
        }
    }

    /// The height at which the clock stops growing in a tall window, in rows: more would cost bytes each second, and be read
    /// from no farther away.
    pub const fn tall_enough(self) -> u16 {
        match self {
            Self::Arm => 8,
            Self::Floor => 16,
            Self::Room => 24,
        }
    }

    /// Whether small print is read from there.
    pub const fn reads_small_print(self) -> bool {
        !matches!(self, Self::Room)
    }
}
