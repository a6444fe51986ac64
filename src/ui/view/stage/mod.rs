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

mod change;
mod clock;
mod column;
mod flash;
mod moving;
mod near;
mod picture;
mod reading;
mod side;
mod small;

use std::cell::RefCell;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

pub(super) use self::flash::light_up;
pub use self::moving::Pictures;
use super::Look;
use super::page::{below, both_ends, line, row, to_say_in_passing};
use crate::domain::body::Side;
use crate::domain::plan::{Kind, Segment};
use crate::domain::session::{Glance, Standing};
use crate::domain::time::shown_seconds;
use crate::domain::words;
use crate::ui::distance::Distance;
use crate::ui::screen::player::{Player, View};
use crate::ui::signal::Flash;
use crate::ui::theme::Fill;
use crate::ui::widget::digits;
use crate::ui::widget::progress::Progress;
use crate::ui::widget::text::{Prose, columns, fit};

/// From this size on, the side and the clock stand beside each other.
const SIDE_BY_SIDE: (u16, u16) = (70, 16);

/// Below this width the status says what is left of the session.
const STATUS_SAYS_LEFT: u16 = 60;

/// From this height on, rows are spent on space.
const ROOMY: u16 = 20;

/// The same where there are only plain letters, which are so high that up to there the drawing needs the rows.
const ROOMY_PLAIN: u16 = 28;

/// From this height of its room on, the phase is written in block letters.
const PHASE_SIGN_FROM: u16 = 12;

/// Where the side changes with no time for that, the work begins with the sign of the change for so long: as long as the
/// least time that a change of place is given.
const SIGN_FOR: Duration = Duration::from_secs(3);

/// What is drawn, worked out once.
struct Stage<'a> {
    glance: Glance<'a>,
    /// Everything but itself is quiet.
    paused: bool,
    /// The side changes.
    changes: bool,
    /// Less pressure is asked for, in letters that are read from afar.
    lighten: bool,
    view: View,
    /// What is shown of the side and the part of the body.
    place: String,
    /// The same for the right side, whose word is the longer one: both are as large as that one can be.
    shape: String,
    /// A word for what was to be heard.
    signal: Option<String>,
    /// A third of the window, in rows: the least that the clock takes.
    third: u16,
    /// The longest time that is counted in this block.
    longest: Duration,
    /// The height at which the clock stops growing, in rows.
    tallest: u16,
    /// Whether rows can be spent on space.
    roomy: bool,
    /// Whether there is room for the drawing and the instruction.
    read_beside: bool,
    look: Look<'a>,
    /// What is drawn of leg and foot, in the order in which it is.
    pictures: RefCell<Pictures>,
}

/// Rows of words and keys below the hall.
const fn words_rows(roomy: bool, from: Distance) -> u16 {
    match (roomy, from.reads_small_print()) {
        (true, true) => 6,
        (true, false) => 5,
        (false, _) => 3,
    }
}

/// Rows of the hall in a window so high.
const fn hall_rows(window: u16, roomy: bool, from: Distance) -> u16 {
    let gaps = if roomy { 5 } else { 2 };
    window.saturating_sub(gaps + words_rows(roomy, from))
}

/// The height of the digits of `longest` in a window, in rows: what the hall leaves them beside the side's word.
pub(super) fn digit_rows(longest: Duration, area: Rect, from: Distance) -> u16 {
    let roomy = area.height >= ROOMY;
    let hall = hall_rows(area.height, roomy, from);
    let width = area.width.saturating_sub(if area.width < 60 { 2 } else { 4 });
    let beside = width >= SIDE_BY_SIDE.0 - 4 && hall >= SIDE_BY_SIDE.1 - 6;
    let under = if hall >= PHASE_SIGN_FROM { 4 } else { 1 };
    let (width, height) = if beside { (width * 3 / 5, hall) } else { (width, hall.saturating_sub(1)) };
    let room = Rect { x: 0, y: 0, width, height: height.saturating_sub(under) };
    let seconds = shown_seconds(longest);
    digits::size_for(&digits::shown(seconds, seconds), room).map_or(0, |scale| scale.rows())
}

impl Player {
    fn stage<'a>(&'a self, look: Look<'a>, area: Rect) -> Stage<'a> {
        let glance = self.session().glance(look.now.moment);
        let paused = matches!(glance.standing, Standing::Paused | Standing::Held);
        let roomy = area.height >= if look.theme.ascii { ROOMY_PLAIN } else { ROOMY };
        let third = area.height.div_ceil(3);
        let signal = self.signal().word(glance.step, look.now.moment).filter(|_| !paused);
        let mut stage = Stage {
            paused,
            changes: self.changes_side(&glance),
            glance,
            lighten: self.lightens(look.now) && !paused,
            view: self.view_chosen(),
            place: String::new(),
            shape: String::new(),
            signal,
            third,
            longest: self.longest_counted(),
            tallest: third.max(look.distance.tall_enough()),
            roomy,
            read_beside: picture::has_room(area.as_size(), picture::READ_BESIDE),
            look,
            pictures: RefCell::default(),
        };
        stage.place = stage.place_of(stage.glance.block.side);
        stage.shape = stage.place_of(stage.side().map(|_| Side::Right));
        // Space gives way to the instruction.
        stage.roomy = roomy && (stage.shows_change() || stage.reading().is_empty() || stage.is_readable_roomy(area));
        stage
    }

    /// The longest time that is counted in the block under way.
    fn longest_counted(&self) -> Duration {
        let (plan, at) = (self.session().plan(), self.session().at());
        let block = plan.block_of(at);
        let counted = plan.segments.get(block.start..block.end).unwrap_or_default().iter();
        let length = |segment: &Segment| if segment.kind == Kind::Wait { clock::UNKNOWN } else { segment.length };
        counted.map(length).max().unwrap_or_default()
    }

    /// Whether the sign of a change of side is shown.
    fn changes_side(&self, glance: &Glance) -> bool {
        let session = self.session();
        let (work, is_work) = (glance.block.work, !glance.segment.kind.leads());
        let at_once = || session.plan().changes_at_once(work) && session.work_lived(glance.elapsed) < SIGN_FOR;
        glance.segment.kind == Kind::ChangeSide || (is_work && at_once())
    }

    /// The side, the seconds and the phase in one line, each time shorter: while something else is on the screen.
    pub(super) fn in_a_line(&self, look: Look, area: Rect) -> Vec<String> {
        self.stage(look, area).in_words()
    }

    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> Pictures {
        let stage = self.stage(look, area);
        let roomy = stage.roomy;
        let margin = margin(area);
        let inner = Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), ..area };
        let inner = below(inner, u16::from(roomy));
        stage.status((row(inner, 0), buf));
        stage.progress((row(inner, 1), buf));
        let bottom = words_rows(roomy, look.distance);
        let hall_top = 2 + u16::from(roomy);
        let hall = below(inner, hall_top);
        let hall = Rect { height: hall.height.saturating_sub(bottom + u16::from(roomy)), ..hall };
        stage.hall((hall, buf));
        let words = below(inner, inner.height.saturating_sub(bottom));
        let passing = stage.passing(self.remark(), inner.width);
        let taken = passing.as_ref().map_or(0, |(text, style)| Prose::new(text, *style).height(inner.width));
        let notice = to_say_in_passing(look).filter(|_| passing.is_none());
        let above = notice.as_deref().map_or(0, |text| stage.rows_above_keys(text, inner.width));
        stage.words((taken, above), (words, buf));
        let keys = row(inner, inner.height.saturating_sub(1));
        let over = notice.clone().filter(|_| above == 0).map(|text| (text, look.theme.attention()));
        stage.footer(self.scope(), passing.or(over), (keys, buf));
        if let Some(text) = notice.filter(|_| above > 0) {
            let place = Rect { y: keys.y.saturating_sub(above), height: above, ..keys };
            Prose::new(&text, look.theme.attention()).render(place, buf);
        }
        let signal = self.signal();
        match signal.lit(look.now.moment) {
            // The long edges cost most of the bytes of a frame: every few seconds that is too much for a slow line.
            Flash::Border if signal.is_part() && roomy => paint(row(area, 0), look.theme.fill(stage.side()), buf),
            lit => light_up(lit, stage.side(), look.theme, (area, buf)),
        }
        // Nothing is drawn over what is light for dark: it would have holes.
        if signal.lit(look.now.moment) == Flash::Full { Pictures::default() } else { stage.pictures.into_inner() }
    }
}

impl Stage<'_> {
    /// The side, the seconds and the phase in one line, each time shorter.
    fn in_words(&self) -> Vec<String> {
        let seconds = self.digits_text().trim().to_owned();
        let side = self.place.split(' ').next().unwrap_or_default();
        let said = |parts: &[&str]| {
            let parts = parts.iter().filter(|part| !part.is_empty());
            parts.copied().collect::<Vec<_>>().join("  ")
        };
        vec![
            said(&[&self.place, &seconds, self.phase_word()]),
            said(&[&self.place, &seconds]),
            said(&[side, &seconds]),
            seconds.clone(),
        ]
    }

    fn status(&self, (area, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let between = theme.signs().between;
        let block = self.glance.block;
        let mut place = format!("step {} of {}", self.glance.step_number, self.glance.steps);
        if area.width < STATUS_SAYS_LEFT {
            place = words::minutes(self.glance.total_left) + " left";
        } else if block.rounds > 1 {
            place = format!("{place} {between} round {} of {}", block.round, block.rounds);
        }
        let mut place_style = theme.quiet();
        if let Some(signal) = &self.signal {
            (place, place_style) = (signal.clone(), theme.strong());
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
            Prose::new(&place, place_style).align(HorizontalAlignment::Center).render(area, buf);
        } else if columns(name) + columns(&place) + columns(&ends) + 4 <= area.width {
            let x = area.x + columns(name) + 2;
            line(&place, place_style, (Rect { x, width: area.right() - x, ..area }, buf));
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
        if self.shows_change() {
            self.change((area, buf));
        } else if !self.reading().is_empty() {
            self.near_view((area, buf));
        } else if area.width >= SIDE_BY_SIDE.0 - 4 && area.height >= SIDE_BY_SIDE.1 - 6 {
            match self.side() {
                Some(side) => self.halves(side, (area, buf)),
                None => {
                    let between = self.pictures_beside((area, buf));
                    let drawn = between.is_some();
                    self.column(drawn, (between.unwrap_or(area), buf), HorizontalAlignment::Center);
                }
            }
        } else if let Some(side) = self.side().filter(|side| self.is_flat(*side, area)) {
            self.flat(side, (area, buf));
        } else {
            let align = match self.side() {
                Some(Side::Left) => HorizontalAlignment::Left,
                Some(Side::Right) => HorizontalAlignment::Right,
                None => HorizontalAlignment::Center,
            };
            self.column(false, (area, buf), align);
        }
    }

    /// Whether the hall is that of a change of side.
    const fn shows_change(&self) -> bool {
        self.changes && !self.paused
    }

    /// The side that is shown; none while resting, when neither leg is asked for.
    const fn side(&self) -> Option<Side> {
        match self.glance.segment.kind {
            Kind::Rest => None,
            _ => self.glance.block.side,
        }
    }

    /// Paused makes everything quiet but itself.
    fn style(&self, style: Style) -> Style {
        if self.paused { self.look.theme.quiet() } else { style }
    }
}

/// Columns at the left and right that no word touches.
const fn margin(area: Rect) -> u16 {
    if area.width < 60 { 1 } else { 2 }
}

fn paint(area: Rect, fill: Fill, buf: &mut Buffer) {
    for position in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.set_symbol(fill.symbol).set_style(fill.style);
        }
    }
}
