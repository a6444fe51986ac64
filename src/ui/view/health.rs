//! The health profile: nine questions, each with its answer and what a yes means.
//!
//! ```text
//!  Health profile                                          0 of 9 answered    heading
//!  Only for this machine: no export or report has it.                         where there is room
//!  ▸ 1  no    Pregnant, or gave birth in the last 12 weeks?
//!    2  yes   Ever a blood clot, a clotting disorder, or blood thinners?
//!             light strokes only; a: a clinician agreed
//! ```

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, below, both_ends, footer, line, row};
use crate::domain::health::{Answer, Question};
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::health::HealthCheck;
use crate::ui::widget::text::{MEASURE, Prose, wrap};

/// Columns before a question: the mark, its number, its answer.
const LEAD: u16 = 13;

/// The same where columns are few.
const NARROW: u16 = 8;

/// From so many columns on they are not.
const WIDE: u16 = 56;

/// From this height on there is room for what the page is about, and between the questions.
const ROOMY: u16 = 14;

/// From this one on questions stand apart.
const APART: u16 = 26;

/// A line of the list.
struct Line {
    question: Question,
    /// It is the first one of its question.
    first: bool,
    text: String,
    style: Style,
}

impl HealthCheck {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let page = Page::of(area);
        let answered = Question::ALL.iter().filter(|one| self.profile().of(**one).is_some()).count();
        let mut list = page.body;
        if list.height >= ROOMY {
            let enter = look.key(Scope::Health, Action::Open);
            let about = match self.profile().is_unread {
                true => "The file of answers cannot be read in full. Answer each of the nine, y or n: a new one begins then, and the \
                         old one is put aside."
                    .to_owned(),
                false => format!(
                    "A yes leaves out or softens what does not suit. Kept on this machine alone, in no export. {enter}: no \
                     to the rest."
                ),
            };
            let prose = Prose::new(&about, theme.quiet());
            let high = prose.height(list.width);
            prose.render(list, buf);
            list = below(list, high + 1);
        }
        let count = match (self.list(look, (list, buf)), answered, Question::ALL.len()) {
            (0, some, all) => format!("{some} of {all} answered"),
            (more, some, all) => format!("{some} of {all}, more below: {more}"),
        };
        both_ends(("Health profile", theme.strong()), (&count, theme.quiet()), (page.heading, buf));
        footer(self.scope(), look, (page.footer, buf));
    }

    /// How many questions are below what is shown.
    fn list(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> usize {
        let theme = look.theme;
        let lines = self.lines(look, area);
        let marked = self.marked();
        let of_marked = || lines.iter().enumerate().filter(|(_, one)| one.question == marked && !one.text.is_empty());
        let from = of_marked().next().map_or(0, |(at, _)| at);
        let to = of_marked().next_back().map_or(0, |(at, _)| at + 1);
        let height = usize::from(area.height);
        let top = self.top((from, to), height, lines.len());
        let in_sight = |(at, one): (usize, &Line)| one.text.is_empty() || (top..top + height).contains(&at);
        let is_whole =
            |question: &Question| lines.iter().enumerate().filter(|(_, one)| one.question == *question).all(in_sight);
        self.show(Question::ALL.into_iter().filter(is_whole));
        for (y, one) in (0..area.height).zip(lines.iter().skip(top)) {
            let place = row(area, y);
            let is_marked = one.question == marked && !one.text.is_empty();
            if one.first {
                let answer = self.profile().of(one.question);
                let mark = if is_marked { theme.signs().here } else { " " };
                let number = one.question as usize + 1;
                let word = word(answer, area.width).unwrap_or(theme.signs().missing);
                line(&format!("{mark} {number}"), theme.quiet(), (place, buf));
                let x = if area.width < WIDE { 4 } else { 5 };
                let at = Rect { x: place.x + x, width: place.width.saturating_sub(x), ..place };
                line(word, self.style(one.question, look), (at, buf));
            }
            let x = lead(area.width).min(area.width);
            let text = Rect { x: place.x + x, width: area.width - x, ..place };
            let style = if is_marked && one.first { one.style.patch(theme.strong()) } else { one.style };
            line(&one.text, style, (text, buf));
        }
        lines.iter().skip(top + height).map(|one| one.question).collect::<BTreeSet<_>>().len()
    }

    fn style(&self, question: Question, look: Look) -> Style {
        match self.profile().of(question) {
            Some(Answer::Yes | Answer::Since(_)) => look.theme.attention(),
            Some(Answer::Agreed) => look.theme.good(),
            Some(Answer::No) | None => look.theme.quiet(),
        }
    }

    fn lines(&self, look: Look, area: Rect) -> Vec<Line> {
        let theme = look.theme;
        let room = area.width.saturating_sub(lead(area.width)).min(MEASURE);
        let mut lines = Vec::new();
        for question in Question::ALL {
            let mut put = |text: &str, style: Style, first: bool| {
                for (at, part) in wrap(text, room).enumerate() {
                    let text = part.to_owned();
                    lines.push(Line { question, first: first && at == 0, text, style });
                }
            };
            put(question.text(), theme.text(), true);
            if let Some(means) = self.means(question, look) {
                put(&means, theme.quiet(), false);
            }
            if area.height >= APART {
                lines.push(Line { question, first: false, text: String::new(), style: theme.text() });
            }
        }
        lines
    }

    /// What the answer means, and what else can be said of the marked one.
    fn means(&self, question: Question, look: Look) -> Option<String> {
        let key = |action| look.key(Scope::Health, action);
        let is_marked = question == self.marked();
        let mut parts = Vec::new();
        match self.profile().of(question)? {
            Answer::No => return None,
            Answer::Agreed => {
                parts.push("a clinician agreed".to_owned());
                parts.extend(question.stays().map(str::to_owned));
            }
            Answer::Yes => {
                parts.push(question.in_short().to_owned());
                if question.has_day() && is_marked {
                    let (event, today) = (question.event(), self.date().format("%-d %b"));
                    parts.push(format!("{event} on {today}? press {}", key(Action::Left)));
                }
            }
            Answer::Since(day) => {
                let is_over = self.is_over(question);
                parts.push(if is_over { "over: nothing is left out for it" } else { question.in_short() }.to_owned());
                if question != Question::Painkillers {
                    parts.push(said_day(question, day));
                    let end = question.ends(day).filter(|_| !is_over);
                    parts.extend(end.map(|end| format!("until {}", end.format("%-d %b"))));
                    let is_of_today = question == Question::Pregnancy && day == self.date();
                    let (back, on) = (key(Action::Left), key(Action::Right));
                    parts.extend(is_marked.then(|| match is_of_today {
                        true => format!("{back}: another day; {on}: pregnant"),
                        false => format!("{back}, {on}: another day"),
                    }));
                }
            }
        }
        if question.can_be_agreed() && is_marked && self.profile().of(question) != Some(Answer::Agreed) {
            parts.push(format!("{}: a clinician agreed", key(Action::Agreed)));
        }
        Some(parts.join("; "))
    }
}

const fn lead(width: u16) -> u16 {
    if width < WIDE { NARROW } else { LEAD }
}

/// `given 12 Nov`.
fn said_day(question: Question, day: NaiveDate) -> String {
    format!("{} {}", question.event(), day.format("%-d %b"))
}

/// The answer in a word; none where nothing is said.
const fn word(answer: Option<Answer>, width: u16) -> Option<&'static str> {
    match answer {
        // What it means says the rest.
        Some(Answer::Agreed) if width < WIDE => Some("yes"),
        Some(Answer::Yes | Answer::Since(_)) => Some("yes"),
        Some(Answer::Agreed) => Some("agreed"),
        Some(Answer::No) => Some("no"),
        None => None,
    }
}
