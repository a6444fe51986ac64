//! What was done: a list by day, and one record.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, below, both_ends, footer, line, row, say, search_line};
use crate::domain::body::Side;
use crate::domain::history::{BeforeAfter, Row, RowKind};
use crate::domain::record::{Pain, PainKind};
use crate::domain::words;
use crate::domain::words::health::RED_FLAG;
use crate::ui::keymap::{Action, Scope};
use crate::ui::saving::Saved;
use crate::ui::screen::history::{History, Open};
use crate::ui::theme::{Signs, Theme};
use crate::ui::widget::text::{Prose, columns, fit};

mod said;
mod session;

/// What is said with a rating is shown in the list from so many columns on.
const LEAST_WORDS: u16 = 12;

impl History {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        match self.opened() {
            Some(Open::Rating(entry)) => entry.view("Rating", look, (area, buf)),
            Some(Open::Event(event)) => event.view(look, (area, buf)),
            Some(Open::Said(said)) => said.view(look, (area, buf)),
            Some(Open::Session(session)) => match &session.entry {
                Some(entry) => entry.view(session.name(), look, (area, buf)),
                None => session.view(self.scope(), look, (area, buf)),
            },
            None => {
                let page = Page::of(area).beside_notice(look);
                self.list(look, &page, buf);
                self.foot(look, (page.footer, buf));
            }
        }
    }

    fn foot(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        footer(self.scope(), look, (area, buf));
        if self.has_just_deleted() && look.notices.is_empty() && look.saved == Saved::Yes {
            let undo = look.key(Scope::History, Action::Undo);
            say(&format!("Deleted. {undo} brings it back."), look.theme.quiet(), (area, buf));
        }
    }

    fn list(&self, look: Look, page: &Page, buf: &mut Buffer) {
        let theme = look.theme;
        let place = self.cursor().marked() + 1;
        let count = match (self.total(), self.search()) {
            (0, _) => String::new(),
            (all, Some(_)) if self.count() == 0 => format!("none of {all}"),
            (all, Some(_)) => format!("{place} of {}, {all} in all", self.count()),
            (all, None) => format!("{place} of {all}"),
        };
        both_ends(("History", theme.strong()), (&count, theme.quiet()), (page.heading, buf));
        let mut body = page.body;
        if let Some(trouble) = self.trouble() {
            let prose = Prose::new(trouble, theme.attention());
            let high = prose.height(body.width);
            prose.render(body, buf);
            body = below(body, high);
        }
        if !self.is_read() {
            line("Reading.", theme.quiet(), (row(body, 0), buf));
            return;
        }
        if self.total() == 0 {
            let here = |action| look.key(Scope::History, action);
            let (back, add, event) = (here(Action::Back), here(Action::AddRating), here(Action::Event));
            let text = format!(
                "Nothing yet. After your first session it stands here, with what was planned and done, and how your feet \
                 felt before and after. Press {back}, choose a routine, and press {}. A rating by itself is added with \
                 {add}, an event with {event}.",
                look.key(Scope::Home, Action::Open)
            );
            Prose::new(&text, theme.text()).render(body, buf);
            return;
        }
        if let Some((field, typing)) = self.search() {
            search_line(
                (field, typing),
                "a routine, left, first-step, a word of a note, 2026-10, 4w",
                look,
                (row(body, 0), buf),
            );
            body = below(body, 1 + u16::from(body.height >= 14));
            if self.count() == 0 {
                let text = format!(
                    "Nothing has all of these words. Names, notes and places are looked through; left, right, session, \
                     event, first-step, day-average, before, after, hurt and note mean themselves; 2026-10, \
                     2026-10-05..2026-10-20, 20 Nov, today or 4w are days. {} shows everything.",
                    look.key(Scope::Seek, Action::Back)
                );
                Prose::new(&text, theme.quiet()).render(body, buf);
                return;
            }
        }
        let first = self.cursor().first_shown(body.height.into());
        for (y, number) in (first..self.count()).take(body.height.into()).enumerate() {
            let Some(entry) = self.row(number) else { break };
            let day = look.now.day_of(entry.at);
            let above = number.checked_sub(1).and_then(|above| self.row(above));
            let new_day = y == 0 || above.is_none_or(|above| look.now.day_of(above.at) != day);
            let at = row(body, u16::try_from(y).unwrap_or(u16::MAX));
            let state = State {
                new_day,
                marked: number == self.cursor().marked(),
                again: self.is_rated_again(number, look.now),
            };
            entry_line(entry, state, look, (at, buf));
        }
    }
}

/// How a row stands in the list.
#[derive(Clone, Copy)]
struct State {
    new_day: bool,
    marked: bool,
    /// It was rated again, and that counts for its day.
    again: bool,
}

fn entry_line(entry: &Row, state: State, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let State { new_day, marked, again } = state;
    let (plain, quiet) = if marked { (theme.selected(), theme.selected()) } else { (theme.text(), theme.quiet()) };
    if marked {
        buf.set_style(area, theme.selected());
        line(theme.signs().here, plain, (area, buf));
    }
    let wide = area.width >= 70;
    let day_width = if wide { 16 } else { 7 };
    let misplaced = words::misplaced(entry.at, look.now);
    let form = match (wide, &misplaced) {
        (true, _) => "%a %e %b %Y",
        // Without its year it would be taken for a day of this one.
        (false, Some(_)) => "%Y",
        (false, None) => "%e %b",
    };
    let day = look.now.day_of(entry.at).format(form).to_string();
    let at = |x: u16| Rect { x: area.x + x, width: area.width.saturating_sub(x), ..area };
    if new_day || marked {
        line(&day, quiet, (at(2), buf));
    }
    let mut x = 2 + day_width;
    if wide {
        line(&entry.at.format("%H:%M").to_string(), quiet, (at(x), buf));
        x += 7;
    }
    let night = misplaced.or_else(|| words::night(entry.at, look.now.dawn)).filter(|_| wide);
    match &entry.what {
        RowKind::Session { name, planned, lived, ending, did_nothing, fitted, pain, note, .. } => {
            let roomy = area.width >= 96;
            let time = match roomy {
                _ if *did_nothing => theme.signs().missing.to_owned(),
                true => words::of(*lived, *planned),
                // A length alone, in the shape of a time of day, would be taken for one.
                false => minutes(*lived),
            };
            let (time_width, pain_width) = if roomy { (14, 31) } else { (7, if wide { 19 } else { 0 }) };
            let name_width = area.width.saturating_sub(x + time_width + pain_width + 4);
            let name_at = x;
            line(&fit(name, name_width, theme), plain, (at(x), buf));
            x += name_width + 1;
            line(&format!("{time:>w$}", w = usize::from(time_width)), plain, (at(x), buf));
            x += time_width + 3;
            let pain: Vec<String> =
                Side::BOTH.iter().filter_map(|side| moment(*side, pain.of(*side), roomy, theme)).collect();
            let tag = fitted.as_ref().map(|fitted| fitted.tag()).unwrap_or_default();
            let (words, behind) = match words::ending(*ending) {
                _ if *did_nothing => (words::NOTHING_DONE.to_owned(), String::new()),
                _ if !pain.is_empty() => (pain.join("  "), tag),
                "" => (tag, String::new()),
                ending => (ending.to_owned(), tag),
            };
            line(&fit(&words, pain_width, theme), quiet, (at(x), buf));
            let night = night.as_deref().unwrap_or_default();
            let said: Vec<&str> = [night, behind.as_str(), note].into_iter().filter(|said| !said.is_empty()).collect();
            words_behind(&said.join(", "), (name_at, columns(name), name_width), quiet, look, (area, buf));
        }
        RowKind::Rating(rating) => {
            let (kind, side, value) = (kind(rating.kind), rating.side.word(), rating.value.value());
            let text =
                if wide { format!("{kind} pain, {side} foot: {value}") } else { format!("{kind}, {side}: {value}") };
            line(&fit(&text, area.width.saturating_sub(x), theme), plain, (at(x), buf));
            let said = [&rating.place, &rating.note].into_iter().flatten().map(|said| said.as_str());
            let again = again.then_some("rated again");
            let said: Vec<&str> = night.as_deref().into_iter().chain(again).chain(said).collect();
            let room = (x, columns(&text), area.width.saturating_sub(x));
            words_behind(&said.join(", "), room, quiet, look, (area, buf));
        }
        RowKind::Event(text) => {
            let night = night.map_or_else(String::new, |night| format!(" ({night})"));
            let text = format!("event: {text}{night}");
            line(&fit(&text, area.width.saturating_sub(x), theme), plain, (at(x), buf));
        }
        RowKind::Day(mark) => line(&fit(mark.name(), area.width.saturating_sub(x), theme), quiet, (at(x), buf)),
        RowKind::RedFlags(flags) => {
            let text = format!("{RED_FLAG}: {flags}");
            line(&fit(&text, area.width.saturating_sub(x), theme), quiet, (at(x), buf));
        }
    }
}

/// Time lived, in whole minutes; in seconds where it is none.
fn minutes(lived: Duration) -> String {
    match words::nearest_minutes(lived) {
        0 => format!("{} s", lived.as_secs()),
        minutes => format!("{minutes} min"),
    }
}

/// What is written about a row, behind what it is: `at` is where that begins, how long it is, and how far both may go.
fn words_behind(said: &str, at: (u16, u16, u16), style: Style, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let (x, taken, width) = at;
    let room = width.saturating_sub(taken + 2);
    if !said.is_empty() && room >= LEAST_WORDS {
        let said = fit(&said.replace(char::is_control, " "), room, look.theme);
        line(&said, style, (Rect { x: area.x + x + taken + 2, width: room, ..area }, buf));
    }
}

/// Pain before and after, as a moment: `left 5 then 3`, or `L 5 3` where room is short. Missing stays missing.
fn moment(side: Side, pain: BeforeAfter, roomy: bool, theme: &Theme) -> Option<String> {
    let Signs { right, missing, .. } = theme.signs();
    let number = |pain: Option<Pain>| pain.map_or_else(|| (*missing).to_owned(), |pain| pain.value().to_string());
    let (before, after) = (number(pain.before), number(pain.after));
    let text = match (roomy, side) {
        (true, side) => format!("{} {before} then {after}", side.word()),
        (false, Side::Left) => format!("L {before} {right} {after}"),
        (false, Side::Right) => format!("R {before} {right} {after}"),
    };
    (pain != BeforeAfter::default()).then_some(text)
}

const fn kind(kind: PainKind) -> &'static str {
    match kind {
        PainKind::FirstStep => "first-step",
        PainKind::DayAverage => "day-average",
        PainKind::NowBefore => "before",
        PainKind::NowDuring => "during",
        PainKind::NowAfter => "after",
    }
}
