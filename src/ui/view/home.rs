//! Home: the routine that suits now, first-step pain of the last weeks, and all routines.
//!
//! ```text
//!  solemate                                              Friday 20 November     heading
//!  This evening   Calf Classic  13:20  ...                                      choice
//!  First step     LEFT ⠁⠂⠄  2   RIGHT ⠁⠂  1                                     weeks
//!  Routines                                                                     list
//!  ▸ Calf Classic   13:20   evening   kneading                   3 days ago
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Look;
use super::page::{Page, below, both_ends, footer_of, hints_of, line};
use crate::domain::body::Feet;
use crate::domain::care::Word;
use crate::domain::health::Question;
use crate::domain::record::DayMark;
use crate::domain::words::{self, care as said};
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::home::{Home, Offered};
use crate::ui::widget::text::columns;

mod choice;
mod first_steps;
mod list;
mod no_session;

/// From so many rows on there is room for more than a line about each thing.
const ROOMY: u16 = 14;

/// None of the questions about one's health is answered.
const NINE: usize = Question::ALL.len();

/// From this height on, the keys that say what kind of day it is have a row of their own.
const DAY_KEYS_FROM: u16 = 32;

impl Home {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area).beside_notice(look);
        let date = self.today_in_words(look, page.heading.width);
        both_ends(("solemate", look.theme.strong()), (&date, look.theme.quiet()), (page.heading, buf));
        let mut y = self.choice_rows(look, (page.body, buf));
        y += self.first_steps(look, (below(page.body, y), buf));
        if page.body.height < ROOMY {
            y += u16::from(page.body.height > 8);
        }
        let mut list = below(page.body, y);
        if let Some(words) = self.offer(look, list.width).filter(|_| !list.is_empty()) {
            list.height = list.height.saturating_sub(1);
            line(&words, look.theme.quiet(), (Rect { y: list.bottom(), height: 1, ..list }, buf));
            // A blank line between the two where there is room.
            list.height = list.height.saturating_sub(u16::from(list.height > 10));
        }
        if area.height >= DAY_KEYS_FROM && self.scope() == Scope::Home {
            list.height = list.height.saturating_sub(2);
            self.day_keys(look, (Rect { y: page.footer.y.saturating_sub(1), ..page.footer }, buf));
        }
        self.list(look, (list, buf));
        let needs_one = [Action::Open, Action::Minutes, Action::Adapt, Action::Edit];
        let is_of = |action| self.marked().is_some() || !needs_one.contains(&action);
        footer_of(self.scope(), look, (page.footer, buf), is_of);
    }

    /// The keys that say what kind of day it is.
    fn day_keys(&self, look: Look, at: (Rect, &mut Buffer)) {
        hints_of(Scope::Home, look, at, |action| match action {
            Action::Mark(DayMark::Swap) => self.choice().sore != Feet::Both,
            Action::Mark(_) | Action::Visit | Action::Health => true,
            _ => false,
        });
    }

    /// What the person says of today, and the date, which is there as long as there is any room for it.
    fn today_in_words(&self, look: Look, width: u16) -> String {
        // Before the day begins it is the one before that is lived, and of which everything here speaks.
        let night = words::night(look.now.wall, look.now.dawn).map_or_else(String::new, |night| format!(" ({night})"));
        let date = |form: &str| look.now.today().format(form).to_string();
        let full = format!("{}{night}", date("%A %-d %B"));
        let marks = self.advice().and_then(|advice| said::today(advice.suggestion.marks));
        let Some(marks) = marks else { return full };
        let room = width.saturating_sub(columns("solemate") + 3);
        let both = |date: &str| format!("{marks} {} {date}", look.theme.signs().between);
        let day = date("%-d %b");
        let ways = [both(&full), both(&date("%a %-d %b")), both(&day), marks.clone()];
        ways.into_iter().find(|words| columns(words) <= room).unwrap_or(day)
    }

    /// What is offered below the list, one thing at a time.
    fn offer(&self, look: Look, width: u16) -> Option<String> {
        let key = |action| look.key(Scope::Home, action);
        let (yes, no) = (key(Action::Yes), key(Action::Back));
        // Each of them in all its words, and in fewer where these have no room.
        let ways: Vec<String> = match self.offered(look.now)? {
            Offered::FirstSteps => vec![format!("First steps this morning? {}", key(Action::Rate))],
            Offered::Level(level) => vec![
                format!("Level {} is open to you: {yes} goes up, {no} stays where you are", level.number()),
                format!("Level {}? {yes} yes, {no} not yet", level.number()),
            ],
            Offered::Health => self.health_ways(&key(Action::Health)).into(),
            Offered::Word(word) => {
                let [wide, short] = said::word(word, self.limits());
                match word {
                    Word::Ease => {
                        vec![format!("{wide} {yes} eases off, {no} leaves it"), format!("{short} {yes}, or {no}")]
                    }
                    Word::Back => vec![format!("{wide} {yes} returns, {no} stays"), format!("{short} {yes}, or {no}")],
                    Word::See | Word::Worse | Word::Further | Word::Landed => {
                        vec![format!("{wide} {no} puts it away"), wide, short]
                    }
                }
            }
            Offered::Cues => {
                let check = key(Action::Cues);
                vec![
                    format!("First time here: press {check} to check what you hear and see"),
                    format!("{check}: check what you hear and see"),
                ]
            }
        };
        let last = ways.len().checked_sub(1)?;
        let fits = ways.iter().position(|words| columns(words) <= width).unwrap_or(last);
        ways.into_iter().nth(fits)
    }

    fn health_ways(&self, health: &str) -> [String; 2] {
        match self.open_questions() {
            0 => [
                format!("Three months on: {health} looks whether your health profile is still right"),
                format!("{health}: is your health profile right?"),
            ],
            NINE => [
                format!("Nine questions about your health, so that what is offered suits: {health}"),
                format!("{health}: nine health questions"),
            ],
            some => [
                format!("{some} of the 9 questions about your health are not answered yet: {health}"),
                format!("{health}: {some} health questions are left"),
            ],
        }
    }
}
