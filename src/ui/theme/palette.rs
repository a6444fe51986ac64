//! The colours of each theme that has 256 of them, as indices of xterm's table: a cube of 6 x 6 x 6 from 16 on, greys
//! from 232 on. `tests.rs` computes what contrast they have, and what remains of it for eyes that see fewer colours.

use ratatui::style::Color;

use super::Kind;

/// What a colour means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// Secondary text.
    Quiet,
    /// Words and drawings of the left side.
    Left,
    /// The same of the right side.
    Right,
    /// A solid area of the left side.
    LeftFill,
    /// The same of the right side.
    RightFill,
    /// The same of both feet together.
    BothFill,
    /// A solid area while nothing is to be done.
    QuietFill,
    /// Something went well.
    Good,
    /// Something wants to be read.
    Attention,
}

/// The colours of one theme.
struct Palette {
    quiet: u8,
    /// Words and drawings, left and right.
    sides: [u8; 2],
    /// Solid areas: left, right, both.
    fills: [u8; 3],
    quiet_fill: u8,
    good: u8,
    attention: u8,
}

/// Mid-tones, 3:1 and more on black and on white. No colour has more than 4.6:1 on both.
const EITHER: Palette =
    Palette { quiet: 244, sides: [27, 136], fills: [27, 136, 66], quiet_fill: 244, good: 65, attention: 167 };

const DARK: Palette =
    Palette { quiet: 247, sides: [39, 221], fills: [39, 221, 109], quiet_fill: 245, good: 108, attention: 210 };

const LIGHT: Palette =
    Palette { quiet: 242, sides: [25, 130], fills: [25, 172, 66], quiet_fill: 243, good: 22, attention: 124 };

/// On black: text 7:1 and more, solid areas 4.5:1 and more.
const CONTRAST_DARK: Palette =
    Palette { quiet: 252, sides: [39, 226], fills: [39, 226, 115], quiet_fill: 245, good: 120, attention: 210 };

/// The same on white, where no amber has so much: it becomes one red, which warns of nothing here.
const CONTRAST_LIGHT: Palette =
    Palette { quiet: 238, sides: [18, 124], fills: [18, 124, 29], quiet_fill: 241, good: 23, attention: 90 };

const COLOUR_BLIND: Palette =
    Palette { quiet: 244, sides: [27, 136], fills: [27, 136, 66], quiet_fill: 244, good: 65, attention: 163 };

const COLOUR_BLIND_DARK: Palette =
    Palette { quiet: 247, sides: [33, 220], fills: [33, 220, 109], quiet_fill: 245, good: 158, attention: 209 };

const COLOUR_BLIND_LIGHT: Palette =
    Palette { quiet: 242, sides: [18, 94], fills: [18, 136, 66], quiet_fill: 243, good: 29, attention: 163 };

impl Kind {
    /// The colour of a meaning; none where there are no 256.
    pub(super) const fn indexed(self, role: Role) -> Option<Color> {
        let palette = match self {
            Self::Either => &EITHER,
            Self::Dark => &DARK,
            Self::Light => &LIGHT,
            Self::ContrastDark => &CONTRAST_DARK,
            Self::ContrastLight => &CONTRAST_LIGHT,
            Self::ColourBlind => &COLOUR_BLIND,
            Self::ColourBlindDark => &COLOUR_BLIND_DARK,
            Self::ColourBlindLight => &COLOUR_BLIND_LIGHT,
            Self::Sixteen | Self::None => return None,
        };
        let [left, right] = palette.sides;
        let [left_fill, right_fill, both_fill] = palette.fills;
        Some(Color::Indexed(match role {
            Role::Quiet => palette.quiet,
            Role::Left => left,
            Role::Right => right,
            Role::LeftFill => left_fill,
            Role::RightFill => right_fill,
            Role::BothFill => both_fill,
            Role::QuietFill => palette.quiet_fill,
            Role::Good => palette.good,
            Role::Attention => palette.attention,
        }))
    }

    /// The text and the ground that a theme brings along, where the terminal's own are not to be trusted with it.
    pub(super) const fn paper(self) -> Option<(Color, Color)> {
        const BLACK: Color = Color::Indexed(16);
        const WHITE: Color = Color::Indexed(231);
        match self {
            Self::ContrastDark => Some((WHITE, BLACK)),
            Self::ContrastLight => Some((BLACK, WHITE)),
            _ => None,
        }
    }
}
