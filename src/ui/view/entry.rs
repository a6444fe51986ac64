//! Ratings being given or corrected: every number with what it means, when, where, and a note.
//!
//! ```text
//!  [First steps]  Day's average  Before  During  After        kinds
//!
//!    LEFT    ▸ RIGHT                                          ladder; scales where it is too high for the window
//!                ·     0  none         No pain.
//!    [1]         ·     1  faint        There if I look for it.
//!
//!  when   today 07:10                                         words
//!  place  inner side of the heel
//!  note   ·
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Look;
use super::before::scales;
use super::page::{Page, below, both_ends, foot_saying, footer, line, row, say, typed};
use crate::domain::body::Side;
use crate::domain::record::{Fact, Pain, PainKind, What};
use crate::domain::{when, words};
use crate::ui::entry::{About, Entry, Page as Sheet, Writing};
use crate::ui::keymap::{Action, Scope};
use crate::ui::rating::Ratings;
use crate::ui::screen::rate::Rate;
use crate::ui::widget::text::{Prose, columns, fit};

/// The ladder needs so many columns, and so many rows with the words below it.
const LADDER: (u16, u16) = (75, 18);

/// Columns of the numbers with their words and what they mean, with air between them.
const AIRY: u16 = 17 + 46;

impl Rate {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        self.entry.view("Rating", look, (area, buf));
    }
}

impl Entry {
    pub(super) fn view(&self, title: &str, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area);
        let time = look.now.wall.format("%A %-d %B, %H:%M").to_string();
        both_ends((title, look.theme.strong()), (&time, look.theme.quiet()), (page.heading, buf));
        if let Some(sheet) = self.page() {
            let mut y = if page.body.width >= LADDER.0 && page.body.height >= LADDER.1 {
                self.kinds(look, (row(page.body, 0), buf));
                2 + ladder(sheet.ratings(), look, (below(page.body, 2), buf)) + 1
            } else {
                let (pages, shown) = self.pages();
                let onward =
                    if shown + 1 < pages.len() { format!("  {}", look.theme.signs().right) } else { String::new() };
                let title = format!("{}{onward}", self.kind(sheet, look));
                scales(sheet.ratings(), &title, look, (page.body, buf))
            };
            y += self.words(sheet, look, (below(page.body, y), buf));
            y += u16::from(page.body.height > y + 1);
            line(&self.remark(sheet, look), look.theme.quiet(), (row(page.body, y), buf));
        }
        let kept = self.page().is_none_or(Sheet::is_kept);
        let scope = if self.pages().0.len() == 1 && self.writing().is_none() { Scope::RateOne } else { self.scope() };
        match self.is_changed() {
            true => foot_saying(scope, kept, look, (page.footer, buf)),
            false => footer(scope, look, (page.footer, buf)),
        }
        if let Some(trouble) = self.trouble() {
            say(trouble, look.theme.attention(), (page.footer, buf));
        }
    }

    /// The kinds, the one that is shown in brackets.
    fn kinds(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let (pages, shown) = self.pages();
        let mut x = area.x;
        for (number, sheet) in pages.iter().enumerate() {
            let (label, style) = match number == shown {
                _ if pages.len() == 1 => (self.kind(sheet, look), look.theme.strong()),
                true => (format!("[{}]", self.kind(sheet, look)), look.theme.strong()),
                false => (format!(" {} ", self.kind(sheet, look)), look.theme.quiet()),
            };
            line(&label, style, (Rect { x, width: area.right().saturating_sub(x), ..area }, buf));
            x = x.saturating_add(columns(&label) + 1);
        }
    }

    fn kind(&self, sheet: &Sheet, look: Look) -> String {
        let kind = words::asked(sheet.ratings().kind());
        match (self.about(), sheet.ratings().kind(), sheet.ratings().at()) {
            (About::Session, PainKind::NowDuring, Some(at)) => format!("{kind}, {}", at.format("%H:%M")),
            (About::Given, _, Some(at)) => format!("{kind}, {}", when::say(at, look.now)),
            _ => kind.to_owned(),
        }
    }

    /// When, where, and a note; says how many rows that took.
    fn words(&self, sheet: &Sheet, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let at = sheet.ratings().at();
        let time = at.map_or_else(|| "now".to_owned(), |at| when::say(at, look.now));
        let writing = self.writing();
        let (place, note) = (matches!(writing, Some(Writing::Place)), matches!(writing, Some(Writing::Note)));
        let mut y = 0;
        match writing {
            Some(Writing::Time(field)) => {
                let room = labelled(("when", look.theme.strong()), (row(area, y), buf));
                typed(field, look, (room, buf));
                let hint = Rect { x: room.x + 2, width: room.width.saturating_sub(2), ..room };
                let words = ["today 07:10, yesterday, 2026-11-18, 2026-11-18 07:10", "today 07:10, yesterday 21:00"];
                if field.text().is_empty()
                    && let Some(words) = words.into_iter().find(|words| columns(words) <= hint.width)
                {
                    line(words, look.theme.quiet(), (hint, buf));
                }
            }
            _ => {
                let room = labelled(("when", look.theme.quiet()), (row(area, y), buf));
                line(&time, look.theme.text(), (room, buf));
                let x = room.x + columns(&time) + 3;
                let behind = Rect { x, width: room.right().saturating_sub(x), ..room };
                let night = at.and_then(|at| words::night(at, look.now.dawn));
                // First steps that would be kept as of now, in the afternoon.
                let asks = || format!("Of this morning? {} gives the time.", look.key(Scope::Rate, Action::When));
                let remark = night.or_else(|| self.is_late_for(sheet, look).then(asks));
                if let Some(remark) = remark.filter(|remark| columns(remark) <= behind.width) {
                    line(&remark, look.theme.quiet(), (behind, buf));
                }
            }
        }
        y += 1;
        for (label, field, is_typed) in [("place", sheet.place(), place), ("note", sheet.note(), note)] {
            let style = if is_typed { look.theme.strong() } else { look.theme.quiet() };
            let room = labelled((label, style), (row(area, y), buf));
            y += 1;
            if is_typed {
                typed(field, look, (room, buf));
            } else if field.text().is_empty() {
                line(look.theme.signs().missing, look.theme.quiet(), (room, buf));
            } else {
                let prose = Prose::new(field.text(), look.theme.text());
                let high = prose.height(room.width).max(1);
                let rest = Rect { height: high, ..room }.intersection(area);
                if rest.height == 1 {
                    // What has no room is told to be there.
                    let text = field.text().replace(char::is_control, " ");
                    line(&fit(&text, rest.width, look.theme), look.theme.text(), (rest, buf));
                } else {
                    prose.render(rest, buf);
                }
                y += high - 1;
            }
        }
        y
    }

    /// What was rated today already, where it is today that is rated.
    fn remark(&self, sheet: &Sheet, look: Look) -> String {
        if sheet.ratings().at().is_some_and(|at| look.now.day_of(at) != look.now.today()) {
            return String::new();
        }
        let said = |fact: &Fact| match &fact.what {
            What::Pain(rating) => {
                let words = format!("{} {} at {}", rating.side.word(), rating.value.value(), fact.at.format("%H:%M"));
                Some((rating.side, fact.at, words))
            }
            _ => None,
        };
        let said: Vec<_> = self.earlier(sheet.ratings().kind()).filter_map(said).collect();
        // Of each foot the one that counts: all of a day would not fit a row.
        let last = |side| said.iter().filter(|(of, ..)| *of == side).max_by_key(|(_, at, _)| *at);
        let earlier: Vec<&str> = Side::BOTH.into_iter().filter_map(last).map(|(.., words)| words.as_str()).collect();
        if earlier.is_empty() {
            String::new()
        } else {
            format!("Today already: {}. The last counts.", earlier.join(", "))
        }
    }

    /// Whether first steps would be kept as of now, though it is not the morning any more.
    fn is_late_for(&self, sheet: &Sheet, look: Look) -> bool {
        let first_steps = self.about() == About::New && sheet.ratings().kind() == PainKind::FirstStep;
        first_steps && sheet.ratings().at().is_none() && !look.now.is_morning()
    }
}

/// The label of a row; what is left of the row beside it.
fn labelled((label, style): (&str, Style), (area, buf): (Rect, &mut Buffer)) -> Rect {
    line(label, style, (area, buf));
    Rect { x: area.x + 7, width: area.width.saturating_sub(7), ..area }
}

/// Every number with what it means, and beside it the feet; says how many rows that took.
fn ladder(ratings: &Ratings, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
    let theme = look.theme;
    let sides: Vec<Side> = Side::BOTH.into_iter().filter(|side| ratings.feet().include(*side)).collect();
    let values = ratings.values();
    let count = u16::try_from(sides.len()).unwrap_or(2);
    let (foot, word_column) = if area.width >= 10 * count + AIRY { (10, 17) } else { (7, 15) };
    let feet = foot * count;
    let column = |n: u16, y: u16| Rect { x: area.x + n * foot, width: foot, ..row(area, y) };
    for (n, side) in (0..).zip(&sides) {
        let place = column(n, 0);
        if ratings.focus() == *side {
            line(theme.signs().here, theme.strong(), (place, buf));
        }
        let word = Rect { x: place.x + 2, width: foot - 2, ..place };
        line(&side.word().to_uppercase(), theme.side(*side), (word, buf));
    }
    for (y, pain) in (1..).zip(Pain::all()) {
        let mut chosen = false;
        for (n, side) in (0..).zip(&sides) {
            let place = column(n, y);
            let place = Rect { x: place.x + 2, width: foot - 2, ..place };
            if values.of(*side) == Some(pain) {
                chosen = true;
                let style = theme.side(*side).patch(theme.strong());
                line(&format!("[{}]", pain.value()), style, (place, buf));
            } else if ratings.focus() == *side {
                let dot = Rect { x: place.x + 1, ..place };
                line(theme.signs().missing, theme.quiet(), (dot, buf));
            }
        }
        let rest = Rect { x: area.x + feet, width: area.width.saturating_sub(feet), ..row(area, y) };
        let (word, meaning) = if chosen {
            (theme.band(pain.band()).patch(theme.strong()), theme.text())
        } else {
            (theme.text(), theme.quiet())
        };
        // Two digits, the longest label, and the gap before and behind it.
        let gap = usize::from((word_column - 13) / 2);
        line(&format!("{:>2}{:gap$}{}", pain.value(), "", pain.label()), word, (rest, buf));
        let about = Rect { x: rest.x + word_column, width: rest.width.saturating_sub(word_column), ..rest };
        line(pain.meaning(), meaning, (about, buf));
    }
    12
}
