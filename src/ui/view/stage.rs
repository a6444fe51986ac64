//! A session, to be read in half a second from three metres.
//!
//! ```text
//!  Calf Classic          step 3 of 3 · round 1 of 2          ends 21:47     status
//!  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸──────────────────────────────────     progress
//!  ▌                                                                        hall: the side's own half,
//!  ▌  LEFT                    digits                                               and the clock's half,
//!  ▌  CALF                    PHASE  ● ○ ○                                         mirrored for the right
//!
//!  Knead the calf like dough, knee toward ankle.           never above 4    words
//!  next   right calf: Knead the calf  3:00            left in all  9 min
//!  space pause   → next   ← back   + 15 s   ? all keys                      footer
//! ```

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{below, both_ends, hints, line, row, said, say};
use crate::domain::body::Side;
use crate::domain::plan::{Block, Kind, PlanStep};
use crate::domain::session::{CueKind, Glance, Standing};
use crate::domain::time::{clock, shown_seconds};
use crate::domain::words;
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::player::{Player, Remark, View};
use crate::ui::theme::{Fill, Phase};
use crate::ui::widget::digits::{self, Digits};
use crate::ui::widget::dots::Pips;
use crate::ui::widget::progress::Progress;
use crate::ui::widget::sign::Sign;
use crate::ui::widget::text::{Prose, columns, fit};

/// From this size on, the side and the clock stand beside each other.
const SIDE_BY_SIDE: (u16, u16) = (70, 16);

/// From this height on, rows are spent on space.
const ROOMY: u16 = 20;

/// From this height of its room on, the phase is written in block letters.
const PHASE_SIGN_FROM: u16 = 12;

/// Rows that an instruction may need.
const SMALLEST_TEXT: u16 = 6;

/// Rows of block letters at their smallest.
const PHASE_SIGN: u16 = 3;

/// Columns of the longest word for a side, in block letters at their smallest.
const WORD: u16 = 24;

/// Rows of the arrow between two sides: its shaft, and as much above and below for its head.
const ARROW: u16 = 3;

/// What is drawn, worked out once.
struct Stage<'a> {
    glance: Glance<'a>,
    /// Everything but itself is quiet.
    paused: bool,
    view: View,
    /// A third of the window, in rows: the least that the clock takes.
    third: u16,
    /// The height at which the clock stops growing, in rows.
    tallest: u16,
    /// Whether rows can be spent on space.
    roomy: bool,
    look: Look<'a>,
}

/// A clock taller than this, and than a third of the window, costs more bytes each second and is read from no farther
/// away.
const TALL_ENOUGH: u16 = 16;

impl Player {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let glance = self.session().glance(look.now.moment);
        let paused = matches!(glance.standing, Standing::Paused | Standing::Held);
        let roomy = area.height >= ROOMY;
        let third = area.height.div_ceil(3);
        let stage =
            Stage { glance, paused, view: self.view_chosen(), third, tallest: third.max(TALL_ENOUGH), roomy, look };
        let margin = if area.width < 60 { 1 } else { 2 };
        let inner = Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), ..area };
        let inner = below(inner, u16::from(roomy));
        stage.status((row(inner, 0), buf));
        stage.progress((row(inner, 1), buf));
        let bottom = if roomy { 6 } else { 3 };
        let hall_top = 2 + u16::from(roomy);
        let hall = below(inner, hall_top);
        let hall = Rect { height: hall.height.saturating_sub(bottom + u16::from(roomy)), ..hall };
        stage.hall((hall, buf));
        let words = below(inner, inner.height.saturating_sub(bottom));
        stage.words((words, buf));
        stage.footer(self.remark(), (row(inner, inner.height.saturating_sub(1)), buf));
    }
}

impl Stage<'_> {
    fn status(&self, (area, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let between = theme.signs().between;
        let block = self.glance.block;
        let mut place = format!("step {} of {}", self.glance.step_number, self.glance.steps);
        if area.width < 60 {
            place = words::minutes(self.glance.total_left) + " left";
        } else if block.rounds > 1 {
            place = format!("{place} {between} round {} of {}", block.round, block.rounds);
        }
        let ends = if self.paused {
            String::new()
        } else {
            let left = chrono::TimeDelta::from_std(self.glance.total_left).unwrap_or_default();
            self.look
                .now
                .wall
                .checked_add_signed(left)
                .map(|end| format!("ends {}", end.format("%H:%M")))
                .unwrap_or_default()
        };
        // A long name gives way: what comes after it is looked for more often.
        let room = area.width.saturating_sub(columns(&place) + columns(&ends) + 4);
        let name = &fit(self.glance.name, room.max(12), theme);
        both_ends((name, self.style(theme.strong())), (&ends, theme.quiet()), (area, buf));
        let used = columns(name).max(columns(&ends)) + 2;
        if columns(&place) + 2 * used <= area.width {
            Prose::new(&place, theme.quiet()).align(HorizontalAlignment::Center).render(area, buf);
        } else if columns(name) + columns(&place) + columns(&ends) + 4 <= area.width {
            let x = area.x + columns(name) + 2;
            line(&place, theme.quiet(), (Rect { x, width: area.right() - x, ..area }, buf));
        }
    }

    fn progress(&self, (area, buf): (Rect, &mut Buffer)) {
        let total = self.glance.total.as_secs_f64().max(1.0);
        let done = 1.0 - self.glance.total_left.as_secs_f64() / total;
        let style = if self.paused { self.look.theme.quiet() } else { self.look.theme.text() };
        Progress::new(done, self.look.theme).style(style).render(area, buf);
    }

    /// The side, the clock and the phase.
    fn hall(&self, (area, buf): (Rect, &mut Buffer)) {
        if self.glance.segment.kind == Kind::ChangeSide && !self.paused {
            self.change((area, buf));
        } else if area.width >= SIDE_BY_SIDE.0 - 4 && area.height >= SIDE_BY_SIDE.1 - 6 {
            match self.side() {
                Some(side) => self.halves(side, (area, buf)),
                None => self.column((area, buf), HorizontalAlignment::Center),
            }
        } else {
            let align = match self.side() {
                Some(Side::Left) => HorizontalAlignment::Left,
                Some(Side::Right) => HorizontalAlignment::Right,
                None => HorizontalAlignment::Center,
            };
            self.column((area, buf), align);
        }
    }

    /// The side that is shown; none while resting, when neither leg is asked for.
    const fn side(&self) -> Option<Side> {
        match self.glance.segment.kind {
            Kind::Rest => None,
            _ => self.glance.block.side,
        }
    }

    /// What is shown of the side and the part of the body.
    fn place(&self) -> String {
        match self.glance.segment.kind {
            Kind::Rest => String::new(),
            _ => words::place(self.glance.block.side, self.glance.step).to_uppercase(),
        }
    }

    /// The side on its own half, and the clock on the other.
    fn halves(&self, side: Side, (area, buf): (Rect, &mut Buffer)) {
        let bar = 2;
        let own = self.own_half(area);
        let (bar_x, own_x, clock_x) = match side {
            Side::Left => (area.x, area.x + bar + 2, area.x + own),
            Side::Right => (area.right() - bar, area.right() - own, area.x),
        };
        let fill = if self.paused { self.look.theme.quiet_fill() } else { self.look.theme.fill(Some(side)) };
        paint(Rect { x: bar_x, width: bar, ..area }, fill, buf);
        let own_area = Rect { x: own_x, width: own.saturating_sub(bar + 4), ..area };
        self.sign(own_area, align_of(side), buf);
        let clock = Rect { x: clock_x, width: area.width - own, ..area };
        self.clock((clock, buf), HorizontalAlignment::Center);
    }

    /// How wide the side's own half is: wide enough for twice as large letters, if the clock does not suffer.
    fn own_half(&self, area: Rect) -> u16 {
        let (narrow, wide) = (area.width * 2 / 5, area.width * 24 / 50);
        let clock = Rect { width: area.width - wide, ..area };
        let fits = digits::size_for(&self.digits_text(), clock).is_some_and(|scale| scale.rows() >= self.third);
        if fits { wide } else { narrow }
    }

    /// The word for the side; above the instruction, when it is time to read that.
    fn sign(&self, area: Rect, align: HorizontalAlignment, buf: &mut Buffer) {
        let place = self.place();
        let style = match self.side() {
            Some(side) => self.look.theme.side(side),
            None => self.look.theme.strong(),
        };
        // Both sides in letters of one size; small ones where the instruction needs the room.
        let scale = if self.reading().is_empty() || area.height >= ROOMY { area.width / WORD } else { 0 };
        let sign = Sign::new(&place, self.style(style), self.look.theme).align(align).at_most(scale.min(3));
        let high = sign.height(area);
        if self.reading().is_empty() {
            sign.render(below(area, area.height.saturating_sub(high) / 2), buf);
        } else {
            sign.render(area, buf);
            self.read_aloud((below(area, high + 1), buf));
        }
    }

    /// One below the other: the side, the clock, the phase.
    fn column(&self, (area, buf): (Rect, &mut Buffer), align: HorizontalAlignment) {
        let place = self.place();
        let style = match self.side() {
            Some(side) => self.look.theme.side(side),
            None => self.look.theme.strong(),
        };
        if area.height < SMALLEST_TEXT + 4 && !self.reading().is_empty() {
            return self.in_a_line(&place, self.style(style), (area, buf));
        }
        let large = area.height >= ROOMY;
        let block_letters = u16::from(area.height >= PHASE_SIGN_FROM);
        let sign = Sign::new(&place, self.style(style), self.look.theme).align(align).at_most(block_letters);
        let high = if place.is_empty() { 0 } else { sign.height(area) };
        sign.render(area, buf);
        let rest = below(area, high + u16::from(large && high > 0));
        let text_rows = if area.height >= ROOMY { 6 } else { 0 };
        let clock = Rect { height: rest.height.saturating_sub(text_rows), ..rest };
        self.clock((clock, buf), HorizontalAlignment::Center);
        self.read_aloud((below(rest, clock.height + 1), buf));
    }

    /// In the smallest window the instruction takes the place of the large clock.
    fn in_a_line(&self, place: &str, style: Style, (area, buf): (Rect, &mut Buffer)) {
        let shape = self.look.theme.phase_shape(self.phase_kind());
        let clock = format!("{}  {shape} {}", self.digits_text().trim_start(), self.phase_word());
        both_ends((place, style), (&clock, self.look.theme.phase(self.phase_kind())), (row(area, 0), buf));
        self.read_aloud((below(area, 1), buf));
    }

    /// The countdown with the phase below it, and below that what there is to count.
    fn clock(&self, (area, buf): (Rect, &mut Buffer), align: HorizontalAlignment) {
        let tall = area.height >= PHASE_SIGN_FROM;
        let phase_scale = if area.height >= 2 * ROOMY { 2 } else { 1 };
        let phase = if !tall {
            1
        } else if phase_scale == 2 {
            5
        } else {
            PHASE_SIGN
        };
        let gap = u16::from(area.height >= PHASE_SIGN_FROM + if self.count().is_some() { 3 } else { 1 });
        let pips = u16::from(tall && self.count().is_some());
        let under = gap + phase + (gap + 1) * pips;
        let room = Rect { height: area.height.saturating_sub(under).min(self.tallest), ..area };
        let text = self.digits_text();
        let Some(scale) = digits::size_for(&text, room) else { return };
        let top = area.height.saturating_sub(scale.rows() + under) / 2;
        let place = Rect { height: scale.rows(), ..below(area, top) };
        Digits::new(&text, self.fill()).align(align).scale(scale).render(place.intersection(area), buf);
        let phase_area = below(area, top + scale.rows() + gap);
        let theme = self.look.theme;
        let style = theme.phase(self.phase_kind());
        if tall {
            let sign = Sign::new(self.phase_word(), style, theme).align(align).at_most(phase_scale);
            sign.render(Rect { height: phase.min(phase_area.height), ..phase_area }, buf);
            if let Some(count) = self.count() {
                self.pips(count, row(phase_area, phase + gap), align, buf);
            }
        } else {
            let shape = theme.phase_shape(self.phase_kind());
            let text = match self.count() {
                Some((n, of)) => format!("{shape} {}  {n} of {of}", self.phase_word()),
                None => format!("{shape} {}", self.phase_word()),
            };
            Prose::new(&text, style).align(align).render(row(phase_area, 0), buf);
        }
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

    /// The change of side: both words at their ends, a wide arrow from one to the other, the seconds in the middle.
    fn change(&self, (area, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let to = self.glance.block.side.unwrap_or(Side::Left);
        let part = self.glance.step.part.word();
        let wide = area.width >= SIDE_BY_SIDE.0 - 4 && area.height >= SIDE_BY_SIDE.1 - 6;
        let end = if wide { (area.width * 27 / 100).max(WORD) } else { area.width / 3 };
        for side in Side::BOTH {
            let text = if side == to { format!("{} {part}", side.word()) } else { side.word().to_owned() };
            let text = text.to_uppercase();
            let style = if side == to { theme.side(side) } else { theme.quiet() };
            let x = if side == Side::Left { area.x } else { area.right() - end };
            let room = Rect { x, width: end, ..area };
            // Where to go is written large; where one comes from, small.
            let sign =
                Sign::new(&text, style, theme).align(align_of(side)).at_most(if wide && side == to { 3 } else { 0 });
            let high = sign.height(room);
            let top = if wide { area.height.saturating_sub(high + ARROW + 1) / 2 } else { 0 };
            sign.render(below(room, top), buf);
        }
        let (clock, arrow) = if wide {
            let middle = Rect { x: area.x + end, width: area.width - 2 * end, ..area };
            let clock = Rect { height: area.height.saturating_sub(ARROW + 1), ..middle };
            (clock, Rect { height: ARROW, ..below(area, area.height.saturating_sub(ARROW)) })
        } else {
            let between = Rect { x: area.x + end + 1, width: area.width.saturating_sub(2 * end + 2), ..area };
            (below(area, 1), row(between, 0))
        };
        self.clock((clock, buf), HorizontalAlignment::Center);
        self.arrow(to, arrow, buf);
    }

    /// An arrow as long as its room; where there are rows for it, with a head that is seen from afar.
    fn arrow(&self, to: Side, area: Rect, buf: &mut Buffer) {
        if area.height < ARROW {
            let signs = self.look.theme.signs();
            let head = if to == Side::Left { signs.left } else { signs.right };
            let shaft = signs.line[0].repeat(usize::from(area.width.saturating_sub(columns(head))));
            let text = if to == Side::Left { format!("{head}{shaft}") } else { format!("{shaft}{head}") };
            return line(&text, self.look.theme.side(to), (area, buf));
        }
        let fill = self.look.theme.fill(Some(to));
        // Columns counted from the tip backwards.
        let at = |from_tip: u16, length: u16| match to {
            Side::Left => Rect { x: area.x + from_tip, width: length, ..area },
            Side::Right => Rect { x: area.right().saturating_sub(from_tip + length), width: length, ..area },
        };
        paint(row(area, ARROW / 2), fill, buf);
        for (y, taper) in [(0, "▄"), (ARROW - 1, "▀")] {
            paint(row(at(4, 4), y).intersection(area), fill, buf);
            if !self.look.theme.ascii {
                let tip = Fill { symbol: taper, style: self.look.theme.side(to) };
                paint(row(at(2, 2), y).intersection(area), tip, buf);
            }
        }
    }

    /// What is to be read now besides the cue: the instruction and the care to take, when it is time to read.
    fn reading(&self) -> Vec<&str> {
        let step = self.glance.step;
        if self.view == View::Near || self.paused {
            [step.how.as_deref(), step.care.as_deref()].into_iter().flatten().collect()
        } else {
            Vec::new()
        }
    }

    /// The instruction, in what room there is; a paragraph that does not fit is left out whole.
    fn read_aloud(&self, (area, buf): (Rect, &mut Buffer)) {
        let mut room = area;
        for text in self.reading() {
            let prose = Prose::new(text, self.look.theme.text());
            let high = prose.height(room.width);
            if high > room.height {
                break;
            }
            prose.render(room, buf);
            room = below(room, high + 1);
        }
    }

    fn cue(&self) -> &str {
        let step = self.glance.step;
        step.cue.as_deref().unwrap_or(&step.name)
    }

    /// Where in a small window what comes next stands: below the cue, which if it is long leaves it the row of the keys.
    fn next_row(&self, width: u16) -> u16 {
        if self.roomy { 1 } else { Prose::new(self.cue(), self.look.theme.strong()).height(width).min(2) }
    }

    fn words(&self, (area, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let cue = Prose::new(self.cue(), theme.strong());
        let high = cue.height(area.width).min(2);
        cue.render(Rect { height: high.min(area.height), ..area }, buf);
        if self.roomy && high == 1 {
            line(&self.dose(), theme.quiet(), (row(area, 1), buf));
        }
        let next_row = if self.roomy { 3 } else { self.next_row(area.width) };
        let left = format!("left in all  {}", words::minutes(self.glance.total_left));
        let line = |block: &Block, step: &PlanStep, work: Duration| {
            let work = if work.is_zero() { String::new() } else { format!("  {}", clock(work)) };
            (format!("next  {}", words::block_line(block, step)), work)
        };
        // While getting ready, what comes next is the work of this block.
        let (next, work) = match self.glance.next {
            _ if self.glance.segment.kind.leads() => line(self.glance.block, self.glance.step, self.glance.work),
            Some(next) => line(next.block, next.step, next.work),
            None => ("the last one".to_owned(), String::new()),
        };
        let room = area.width.saturating_sub(columns(&left) + columns(&work) + 2);
        let room = if room < 20 { area.width.saturating_sub(columns(&work)) } else { room };
        let next = fit(&next, room, theme) + &work;
        both_ends((&next, theme.text()), (&left, theme.quiet()), (row(area, next_row), buf));
    }

    /// Pace and limit, in words.
    fn dose(&self) -> String {
        let step = self.glance.step;
        let pace = step.pace.map(|pace| format!("{pace} a minute"));
        let limit = step.limit.filter(|limit| *limit > 0).map(|limit| format!("never above {limit} of 10"));
        let position = step.position.map(|position| position.name().to_owned());
        let between = format!(" {} ", self.look.theme.signs().between);
        [position, pace, limit].into_iter().flatten().collect::<Vec<_>>().join(&between)
    }

    fn footer(&self, remark: Option<Remark>, (area, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let (text, style) = match remark {
            Some(remark) => (remark_words(remark), theme.strong()),
            None if said(self.look, (area, buf)) => return,
            None => match self.glance.standing {
                Standing::Held => ("Waiting for you. Any key goes on.".into(), theme.strong()),
                Standing::Paused => ("Any key goes on.".into(), theme.strong()),
                Standing::Counting => ("Any key goes on, when you are ready.".into(), theme.strong()),
                Standing::Running | Standing::Over(_) if self.next_row(area.width) > 1 => return,
                Standing::Running | Standing::Over(_) => return hints(self.scope(), self.look, (area, buf)),
            },
        };
        say(&text, style, (area, buf));
    }

    const fn scope(&self) -> Scope {
        match self.view {
            View::Far => Scope::Session,
            View::Near => Scope::SessionNear,
        }
    }

    fn digits_text(&self) -> String {
        // Nobody knows how long it will take: ten minutes have room before anything moves.
        let unknown = if self.glance.segment.kind == Kind::Wait { Duration::from_secs(600) } else { Duration::ZERO };
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
            Kind::Rest | Kind::GetReady | Kind::Release => theme.quiet_fill(),
            _ => theme.fill(self.glance.block.side),
        }
    }

    fn phase_kind(&self) -> Phase {
        if self.paused { Phase::Paused } else { self.glance.segment.kind.into() }
    }

    fn phase_word(&self) -> &'static str {
        match self.glance.standing {
            Standing::Paused => "PAUSED",
            Standing::Held => "WAITING",
            _ => words::phase(self.glance.segment.kind, self.glance.step),
        }
    }

    /// Which repetition or spot of how many, where there is something to count.
    fn count(&self) -> Option<(u32, u32)> {
        let segment = self.glance.segment;
        (segment.of > 1 && segment.kind.is_work()).then_some((segment.count, segment.of))
    }

    /// Paused makes everything quiet but itself.
    fn style(&self, style: Style) -> Style {
        if self.paused { self.look.theme.quiet() } else { style }
    }
}

const fn align_of(side: Side) -> HorizontalAlignment {
    match side {
        Side::Left => HorizontalAlignment::Left,
        Side::Right => HorizontalAlignment::Right,
    }
}

fn paint(area: Rect, fill: Fill, buf: &mut Buffer) {
    for position in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.set_symbol(fill.symbol).set_style(fill.style);
        }
    }
}

fn remark_words(remark: Remark) -> String {
    match remark {
        Remark::Again(Action::Skip) => "Once more to skip this part.".into(),
        Remark::Again(_) => "Once more to end here.".into(),
        Remark::Did(CueKind::Skipped) => "Skipped. Back takes it back.".into(),
        Remark::Did(CueKind::WentBack) => "Back.".into(),
        Remark::Did(CueKind::Added) => "15 seconds more.".into(),
        Remark::Did(CueKind::Taken) => "15 seconds less.".into(),
        Remark::Did(CueKind::WillWait) => "The next part waits for you.".into(),
        Remark::Did(CueKind::WillNotWait) => "The next part comes by itself.".into(),
        Remark::Did(CueKind::Swapped) => "Sides swapped, from here to the end.".into(),
        Remark::Did(CueKind::Away(away)) => format!("{} Paused where you were.", words::away(away)),
        Remark::Did(_) => String::new(),
    }
}
