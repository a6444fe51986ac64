//! Styles by meaning: call sites say what a thing is, never which colour it has.
//!
//! Two accents at most, one for each side of the body; they differ in hue and in lightness, so that they stay apart for
//! eyes that see no colour. Everything else is the terminal's own text, a grey, or weight. Nothing uses the dim
//! attribute: many terminals do not draw it.

mod choice;
mod palette;
#[cfg(test)]
mod tests;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

pub use self::choice::{Env, Ground, Setting};
use self::palette::Role;
use crate::domain::body::Side;
use crate::domain::plan::Kind as SegmentKind;
use crate::domain::record::Band;

/// How styles are made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// 256 colours, the background is not known: mid-tones that read on black and on white.
    Either,
    /// 256 colours on a dark background.
    Dark,
    /// 256 colours on a light background.
    Light,
    /// High contrast: white on black, whatever the terminal's own colours are.
    ContrastDark,
    /// High contrast: black on white.
    ContrastLight,
    /// Colours that stay apart for eyes that see fewer of them; the background is not known.
    ColourBlind,
    /// The same on a dark background.
    ColourBlindDark,
    /// The same on a light background.
    ColourBlindLight,
    /// The sixteen ANSI colours.
    Sixteen,
    /// No colour: weight, underline, reverse and shapes only.
    None,
}

impl Kind {
    /// What it is called where a person reads of it.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Either => "256 colours for a ground that is dark or light",
            Self::Dark => "256 colours on a dark ground",
            Self::Light => "256 colours on a light ground",
            Self::ContrastDark => "high contrast, on black",
            Self::ContrastLight => "high contrast, on white",
            Self::ColourBlind => "colours for the colour-blind, on a ground that is dark or light",
            Self::ColourBlindDark => "colours for the colour-blind, on a dark ground",
            Self::ColourBlindLight => "colours for the colour-blind, on a light ground",
            Self::Sixteen => "sixteen colours, the terminal's own",
            Self::None => "no colours",
        }
    }
}

/// What the session is doing, for tone and shape; the word comes with it on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// The hands work, or the foot moves.
    Work,
    /// A position is held.
    Hold,
    /// Nothing is to be done.
    Rest,
    /// The next step is about to begin.
    Ready,
    /// The side changes.
    Change,
    /// The person has stopped the clock.
    Paused,
}

impl From<SegmentKind> for Phase {
    fn from(kind: SegmentKind) -> Self {
        match kind {
            SegmentKind::Work | SegmentKind::Up | SegmentKind::Down | SegmentKind::Wait => Self::Work,
            SegmentKind::Hold | SegmentKind::Top => Self::Hold,
            SegmentKind::Rest | SegmentKind::Release => Self::Rest,
            SegmentKind::GetReady => Self::Ready,
            SegmentKind::ChangeSide => Self::Change,
        }
    }
}

/// How a solid area is painted: a symbol repeated in a style.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fill {
    /// One column wide.
    pub symbol: &'static str,
    /// Its style; for a blank symbol the background carries the shape.
    pub style: Style,
}

/// Small signs, in two alphabets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signs {
    /// Forward, onward, to the right: one or two columns.
    pub right: &'static str,
    /// Backward, to the left: one or two columns.
    pub left: &'static str,
    /// Done.
    pub full: &'static str,
    /// Still to do.
    pub hollow: &'static str,
    /// No value; never 0.
    pub missing: &'static str,
    /// Between two things on one line.
    pub between: &'static str,
    /// The row one is on.
    pub here: &'static str,
    /// Done part of a line, its end, and the part to come.
    pub line: [&'static str; 3],
    /// Cut here for want of room.
    pub cut: &'static str,
}

const UNICODE: Signs = Signs {
    right: "→",
    left: "←",
    full: "●",
    hollow: "○",
    missing: "·",
    between: "·",
    here: "▸",
    line: ["━", "╸", "─"],
    cut: "…",
};

const ASCII: Signs = Signs {
    right: "->",
    left: "<-",
    full: "*",
    hollow: "o",
    missing: ".",
    between: "-",
    here: ">",
    line: ["=", ">", "-"],
    cut: "~",
};

/// The look of every screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    /// How styles are made.
    pub kind: Kind,
    /// Whether only ASCII may be drawn: the locale is not UTF-8.
    pub ascii: bool,
}

impl Theme {
    /// A theme that draws with the whole alphabet.
    pub const fn new(kind: Kind) -> Self {
        Self { kind, ascii: false }
    }

    /// The same theme, drawn in ASCII only.
    #[must_use]
    pub const fn in_ascii(self) -> Self {
        Self { ascii: true, ..self }
    }

    /// Small signs in the alphabet that this terminal shows.
    pub const fn signs(&self) -> &'static Signs {
        if self.ascii { &ASCII } else { &UNICODE }
    }

    /// Plain text: the terminal's own.
    pub const fn text(&self) -> Style {
        Style::new()
    }

    /// Text that must be found first among its neighbours.
    pub const fn strong(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Secondary text: there for whoever looks for it.
    pub const fn quiet(&self) -> Style {
        self.ink(Role::Quiet, Color::DarkGray)
    }

    /// Words and drawings that belong to a side.
    pub const fn side(&self, side: Side) -> Style {
        match (self.kind, side) {
            (Kind::None, Side::Left) => self.strong(),
            (Kind::None, Side::Right) => self.strong().add_modifier(Modifier::UNDERLINED),
            (_, Side::Left) => self.ink(Role::Left, Color::LightBlue).add_modifier(Modifier::BOLD),
            (_, Side::Right) => self.ink(Role::Right, Color::Yellow).add_modifier(Modifier::BOLD),
        }
    }

    /// A solid area that belongs to a side; without a side, to both feet together.
    pub const fn fill(&self, side: Option<Side>) -> Fill {
        match side {
            Some(Side::Left) => self.solid(Role::LeftFill, Color::LightBlue),
            Some(Side::Right) => self.solid(Role::RightFill, Color::Yellow),
            None => self.solid(Role::BothFill, Color::Cyan),
        }
    }

    /// Half a cell at the edge of a solid area, of its colour.
    pub const fn edge(&self, side: Side) -> Style {
        match side {
            Side::Left => self.ink(Role::LeftFill, Color::LightBlue),
            Side::Right => self.ink(Role::RightFill, Color::Yellow),
        }
    }

    /// A bar that belongs to a side and stands beside one of the other: where there is no colour, texture tells them apart.
    pub const fn bar(&self, side: Option<Side>) -> Fill {
        match (self.kind, self.ascii, side) {
            (Kind::None, false, Some(Side::Right)) => Fill { symbol: "▒", style: Style::new() },
            (_, true, Some(Side::Right)) => Fill { symbol: "=", ..self.solid(Role::RightFill, Color::Yellow) },
            _ => self.fill(side),
        }
    }

    /// What lies between such bars: rest, getting ready.
    pub const fn between_bars(&self) -> Fill {
        match (self.kind, self.ascii) {
            (Kind::None, false) => Fill { symbol: "░", style: Style::new() },
            _ => self.quiet_fill(),
        }
    }

    /// A solid area while nothing is to be done: rest, getting ready, paused.
    pub const fn quiet_fill(&self) -> Fill {
        match (self.kind, self.ascii) {
            // Without a colour, a lighter texture is what is left to be quiet with.
            (Kind::None, false) => Fill { symbol: "▒", style: Style::new() },
            (Kind::None, true) => Fill { symbol: ":", style: Style::new() },
            _ => self.solid(Role::QuietFill, Color::DarkGray),
        }
    }

    /// The word and shape of a phase. Weight tells them apart, not hue: colour is kept for the side.
    pub const fn phase(&self, phase: Phase) -> Style {
        match phase {
            Phase::Work | Phase::Change => self.strong(),
            Phase::Hold => self.strong().add_modifier(Modifier::UNDERLINED),
            Phase::Rest | Phase::Ready => self.quiet(),
            Phase::Paused => self.strong(),
        }
    }

    /// The shape of a phase, two columns wide at most.
    pub const fn phase_shape(&self, phase: Phase) -> &'static str {
        match (phase, self.ascii) {
            (Phase::Work, false) => "▶",
            (Phase::Work, true) => ">",
            (Phase::Hold, false) => "■",
            (Phase::Hold, true) => "#",
            (Phase::Rest, false) => "○",
            (Phase::Rest, true) => "o",
            (Phase::Ready, false) => "△",
            (Phase::Ready, true) => "^",
            (Phase::Change, false) => "↔",
            (Phase::Change, true) => "<>",
            (Phase::Paused, _) => "||",
        }
    }

    /// A key in the footer or in help.
    pub const fn key(&self) -> Style {
        self.strong()
    }

    /// The row or field one is on. Where it brings a ground it brings the ink too: the terminal's own may be of the other
    /// kind.
    pub const fn selected(&self) -> Style {
        match self.kind {
            Kind::Dark | Kind::ColourBlindDark => self.strong().bg(Color::Indexed(237)).fg(Color::Indexed(255)),
            Kind::Light | Kind::ColourBlindLight => self.strong().bg(Color::Indexed(253)).fg(Color::Indexed(232)),
            _ => self.strong().add_modifier(Modifier::REVERSED),
        }
    }

    /// A notice that something went well; its words say so too.
    pub const fn good(&self) -> Style {
        self.ink(Role::Good, Color::Green)
    }

    /// A notice that wants to be read; its words say why.
    pub const fn attention(&self) -> Style {
        self.ink(Role::Attention, Color::Red).add_modifier(Modifier::BOLD)
    }

    /// A pain value; the number or the word always stands with it.
    pub const fn band(&self, band: Band) -> Style {
        match band {
            Band::None => self.quiet(),
            Band::Mild => self.text(),
            Band::Moderate => self.strong(),
            Band::Severe => self.attention(),
        }
    }

    /// Gives each of these cells that has none the text and the ground of this theme, if it brings them along: the last
    /// thing that is drawn.
    pub fn paint(&self, cells: &mut [Cell]) {
        let Some((text, ground)) = self.kind.paper() else { return };
        for cell in cells {
            if cell.fg == Color::Reset {
                cell.fg = text;
            }
            if cell.bg == Color::Reset {
                cell.bg = ground;
            }
        }
    }

    /// Text in the colour of a meaning, in one of the sixteen, or in none.
    const fn ink(&self, role: Role, ansi: Color) -> Style {
        match self.colour(role, ansi) {
            Some(colour) => Style::new().fg(colour),
            None => Style::new(),
        }
    }

    /// Blanks on a coloured ground: one byte a cell for the terminal, where the full block would take three.
    const fn solid(&self, role: Role, ansi: Color) -> Fill {
        let symbol = if self.ascii { "#" } else { " " };
        let style = match (self.colour(role, ansi), self.ascii) {
            (Some(colour), true) => Style::new().fg(colour).add_modifier(Modifier::BOLD),
            (Some(colour), false) => Style::new().bg(colour),
            (None, true) => Style::new().add_modifier(Modifier::BOLD),
            (None, false) => Style::new().add_modifier(Modifier::REVERSED),
        };
        Fill { symbol, style }
    }

    const fn colour(&self, role: Role, ansi: Color) -> Option<Color> {
        match self.kind {
            Kind::None => None,
            Kind::Sixteen => Some(ansi),
            kind => kind.indexed(role),
        }
    }
}
