//! The countdown, the phase below it, and what there is to count.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;

use super::{PHASE_SIGN_FROM, ROOMY, Stage};
use crate::domain::plan::Kind;
use crate::domain::session::Standing;
use crate::domain::time::shown_seconds;
use crate::domain::words;
use crate::ui::theme::{Fill, Kind as Colours, Phase};
use crate::ui::view::page::{below, row};
use crate::ui::widget::digits::{self, Digits, Scale};
use crate::ui::widget::dots::Pips;
use crate::ui::widget::sign::Sign;
use crate::ui::widget::text::Prose;

/// What a time is taken for that nobody knows.
pub(super) const UNKNOWN: Duration = Duration::from_secs(600);

/// The longest word for a phase, but for one that has a shorter form.
const LONG_PHASE: &str = "LIGHTER";

/// The scale of the phase's letters in a room.
const fn phase_scale(area: Rect) -> u16 {
    if area.height >= 2 * ROOMY { 2 } else { 1 }
}

/// A room with what is `free` beside all of its rows.
fn reaching(room: Rect, free: Rect) -> Rect {
    let is_beside = free.top() <= room.top() && room.bottom() <= free.bottom() && free.width > 0;
    if !is_beside {
        return room;
    }
    let (x, right) = (room.x.min(free.x), room.right().max(free.right()));
    Rect { x, width: right - x, ..room }
}

/// So many columns around the middle of `room`, as far as `all` reaches.
fn around(room: Rect, wide: u16, all: Rect) -> Rect {
    let x = (room.x + room.width / 2).saturating_sub(wide / 2);
    Rect { x: x.min(all.right().saturating_sub(wide)).max(all.x), width: wide, ..room }
}

/// How the rows of a clock are spent.
struct Rows {
    scale: Scale,
    /// Above the phase, and above what there is to count.
    gaps: (u16, u16),
    phase: u16,
    pips: u16,
}

impl Rows {
    const fn all(&self) -> u16 {
        self.scale.rows() + self.gaps.0 + self.phase + self.gaps.1 + self.pips
    }
}

impl Stage<'_> {
    fn rows_in(&self, area: Rect) -> Option<Rows> {
        let tall = area.height >= PHASE_SIGN_FROM;
        let pips = u16::from(tall && self.count().is_some());
        // Two lines of block letters that touch run into each other: the digits give way for a row between them, by a sixth
        // of a third of the window, or of what they are where they are as wide as their room. What there is to count is
        // small, and gets one from what is left.
        let text = self.digits_shape();
        let widest = digits::size_for(&text, Rect { height: self.tallest, ..area })?.rows();
        let most = widest.min(self.third);
        let least = most - most / 6;
        let smallest = Sign::smallest(self.look.theme);
        let phase = match tall && area.height > least + smallest {
            false => 1,
            true if phase_scale(area) == 2 => 5,
            true => smallest,
        };
        let spare = |digits: u16| if tall { area.height.saturating_sub(digits + phase + pips) } else { 0 };
        let full = if widest < self.third { least } else { most };
        let gaps = (spare(least).min(1), pips * u16::from(spare(full) > 1));
        let under = gaps.0 + phase + gaps.1 + pips;
        let room = Rect { height: area.height.saturating_sub(under).min(self.tallest), ..area };
        let scale = digits::size_for(&text, room)?;
        Some(Rows { scale, gaps, phase, pips })
    }

    /// The height of the digits in such a room, in rows; 0 where there are none.
    pub(super) fn digits_high(&self, area: Rect) -> u16 {
        self.rows_in(area).map_or(0, |rows| rows.scale.rows())
    }

    /// The least height of digits that could be `digits` rows high, where something else is to have room beside them: of a
    /// third of the window, or of what its width allows, a sixth is given away.
    pub(super) fn least_digits(&self, digits: u16) -> u16 {
        let least = self.third.min(digits);
        (least - least / 6).max(self.look.distance.digit_rows().min(digits))
    }

    /// Whether the digits and the phase below them do not touch in such a room.
    pub(super) fn is_apart(&self, area: Rect) -> bool {
        self.rows_in(area).is_some_and(|rows| rows.phase == 1 || rows.gaps.0 > 0)
    }

    /// The rows of a clock with digits so high, with all that stands below them.
    pub(super) fn clock_rows(&self, digits: u16) -> u16 {
        digits + 1 + Sign::smallest(self.look.theme) + 2 * u16::from(self.count().is_some())
    }

    /// Whether the phase below the digits is in block letters in such a room.
    pub(super) fn has_large_phase(&self, area: Rect) -> bool {
        self.rows_in(area).is_some_and(|rows| rows.phase > 1)
    }

    /// Whether every word for a phase has block letters below the digits, with what is `free` beside them, or none has.
    pub(super) fn phase_has_room(&self, clock: Rect, free: Rect) -> bool {
        let Some(rows) = self.rows_in(clock) else { return true };
        let top = (clock.height.saturating_sub(rows.all())) / 2 + rows.scale.rows() + rows.gaps.0;
        let room = Rect { height: rows.phase, ..below(clock, top) };
        let sign = Sign::new(LONG_PHASE, Style::new(), self.look.theme).at_most(1);
        rows.phase == 1 || sign.height(reaching(room, free)) > 1
    }

    /// The countdown with the phase below it, and below that what there is to count; what is left of its room below.
    pub(super) fn clock(&self, place: (Rect, &mut Buffer), align: HorizontalAlignment) -> Rect {
        self.clock_beside(Rect::ZERO, place, align).0
    }

    /// The same where the word for the phase may reach into what is `free` beside the clock, if it has no block letters
    /// otherwise; whether it does.
    pub(super) fn clock_beside(
        &self,
        free: Rect,
        (area, buf): (Rect, &mut Buffer),
        align: HorizontalAlignment,
    ) -> (Rect, bool) {
        let Some(rows) = self.rows_in(area) else { return (area, false) };
        let top = area.height.saturating_sub(rows.all()) / 2;
        let place = Rect { height: rows.scale.rows(), ..below(area, top) };
        self.digits(rows.scale, (place.intersection(area), buf), align);
        let phase_area = below(area, top + rows.scale.rows() + rows.gaps.0);
        let theme = self.look.theme;
        let style = self.phase_style();
        let mut reaches = false;
        if rows.phase > 1 {
            let sign = |word| Sign::new(word, style, theme).align(align).at_most(phase_scale(area));
            let room = Rect { height: rows.phase.min(phase_area.height), ..phase_area };
            let is_large = |word, room| sign(word).height(room) > 1;
            let (word, wide) = (self.phase_word(), reaching(room, free));
            reaches = !is_large(word, room) && is_large(word, wide);
            if self.lighten && !reaches && !is_large(word, room) {
                self.alarm((room, buf));
            } else if reaches {
                sign(word).render(around(room, sign(word).width(wide), wide), buf);
            } else {
                // Half of it is read from afar, and all of it is not.
                let short = word.split_once(' ').map_or(word, |(_, last)| last);
                let is_short = word == words::phase(Kind::GetReady, self.glance.step) && !is_large(word, room);
                sign(if is_short && is_large(short, room) { short } else { word }).render(room, buf);
            }
            if let Some(count) = self.count() {
                self.pips(count, row(phase_area, rows.phase + rows.gaps.1), align, buf);
            }
        } else {
            let shape = theme.phase_shape(self.phase_kind());
            let text = match self.count() {
                Some((n, of)) => format!("{shape} {}  {n} of {of}", self.phase_word()),
                None => format!("{shape} {}", self.phase_word()),
            };
            let place = row(phase_area, 0);
            Prose::new(&text, style).align(align).render(place, buf);
            if self.lighten {
                buf.set_style(place.intersection(buf.area), style.add_modifier(Modifier::REVERSED));
            }
        }
        (below(area, top + rows.all()), reaches)
    }

    /// The digits alone. One that is left alone stands in the middle: one change, at the tenth second.
    pub(super) fn digits(&self, scale: Scale, (area, buf): (Rect, &mut Buffer), align: HorizontalAlignment) {
        let text = self.digits_text();
        Digits::new(text.trim_start(), self.fill()).align(align).scale(scale).render(area, buf);
    }

    pub(super) fn phase_style(&self) -> Style {
        let theme = self.look.theme;
        if self.lighten { theme.attention() } else { theme.phase(self.phase_kind()) }
    }

    /// The phase where block letters are too wide for its room: less pressure is asked for by the whole of it, which is
    /// seen from afar although the word in it is small.
    fn alarm(&self, (room, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let middle = row(room, room.height / 2);
        let align = HorizontalAlignment::Center;
        Sign::new(self.phase_word(), theme.attention(), theme).align(align).at_most(0).render(middle, buf);
        buf.set_style(room.intersection(buf.area), theme.attention().add_modifier(Modifier::REVERSED));
    }

    fn pips(&self, (n, of): (u32, u32), area: Rect, align: HorizontalAlignment, buf: &mut Buffer) {
        let pips = Pips::new(n, of, self.look.theme);
        let wide = pips.width(area.width);
        let x = match align {
            HorizontalAlignment::Left => area.x,
            HorizontalAlignment::Center => area.x + area.width.saturating_sub(wide) / 2,
            HorizontalAlignment::Right => area.right().saturating_sub(wide),
        };
        pips.render(Rect { x, width: wide, ..area }, buf);
    }

    /// What the digits are measured by: while getting ready, by those of the work to come, so that nothing moves then.
    pub(super) fn digits_shape(&self) -> String {
        match self.glance.segment.kind {
            Kind::GetReady => {
                let longest = shown_seconds(self.longest.max(self.glance.clock));
                digits::shown(longest, longest)
            }
            _ => self.digits_text(),
        }
    }

    pub(super) fn digits_text(&self) -> String {
        // Nobody knows how long it will take: ten minutes have room before anything moves.
        let unknown = if self.glance.segment.kind == Kind::Wait { UNKNOWN } else { Duration::ZERO };
        let longest = self.glance.longest.max(self.glance.clock).max(unknown);
        let shown = if self.glance.standing == Standing::Counting {
            self.glance.clock.as_secs()
        } else {
            shown_seconds(self.glance.clock)
        };
        digits::shown(shown, shown_seconds(longest))
    }

    fn fill(&self) -> Fill {
        let theme = self.look.theme;
        match self.glance.segment.kind {
            _ if self.paused => theme.quiet_fill(),
            // Without a colour what is quiet is a faint texture, and these seconds are read from afar as well.
            _ if theme.kind == Colours::None => theme.fill(self.glance.block.side),
            Kind::Rest | Kind::GetReady | Kind::Release => theme.quiet_fill(),
            _ => theme.fill(self.glance.block.side),
        }
    }

    pub(super) fn phase_kind(&self) -> Phase {
        match self.glance.segment.kind {
            _ if self.paused => Phase::Paused,
            _ if self.changes => Kind::ChangeSide.into(),
            kind => kind.into(),
        }
    }

    pub(super) fn phase_word(&self) -> &'static str {
        match self.glance.standing {
            Standing::Paused => "PAUSED",
            Standing::Held => "WAITING",
            _ if self.lighten => "LIGHTER",
            _ if self.changes => words::phase(Kind::ChangeSide, self.glance.step),
            _ => words::phase(self.glance.segment.kind, self.glance.step),
        }
    }

    /// Which repetition or spot of how many, where there is something to count.
    pub(super) fn count(&self) -> Option<(u32, u32)> {
        let segment = self.glance.segment;
        (segment.of > 1 && segment.kind.is_work()).then_some((segment.count, segment.of))
    }
}
