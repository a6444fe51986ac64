//! A new routine: a question with its answers, one below the other, or the name with what is proposed.
//!
//! ```text
//!  A routine of your own                                              2 of 4    heading
//!  What is at hand?                                                             question
//!
//!  ▸ 1  ● A chair.                                                              answers
//!    2  ○ A second seat, or a low stool.
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, below, both_ends, footer, line, row, typed};
use crate::domain::catalogue::Entry;
use crate::domain::fit::Dose;
use crate::domain::propose::{self, Complaint, Proposal, Tool, Which};
use crate::domain::text::Clean;
use crate::domain::words::health;
use crate::ui::screen::guide::{Asking, Guide, How, MINUTES};
use crate::ui::widget::text::{Prose, columns, fit, wrap};

/// From this height on, what was answered before stands below.
const ANSWERED_FROM: u16 = 16;

impl Guide {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let page = Page::of(area);
        let number = Asking::QUESTIONS.iter().position(|asking| *asking == self.asking());
        let number = number.map(|at| format!("{} of {}", at + 1, Asking::QUESTIONS.len())).unwrap_or_default();
        both_ends(("A routine of your own", theme.strong()), (&number, theme.quiet()), (page.heading, buf));
        match self.asking() {
            Asking::Name(how) => self.naming(how, look, (page.body, buf)),
            _ => self.question(look, (page.body, buf)),
        }
        footer(self.scope(), look, (page.footer, buf));
    }

    fn question(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let (question, several) = match self.asking() {
            Asking::How => ("How does it begin?", false),
            Asking::For => ("What is it for? One or more.", true),
            Asking::Tools => ("What is at hand?", true),
            Asking::Minutes => ("How many minutes are there?", false),
            Asking::Side | Asking::Name(_) => ("Which side is it for?", false),
        };
        line(question, theme.text(), (row(area, 0), buf));
        let gap = 1 + u16::from(area.height >= 11);
        let answers = self.answers_in_words();
        let list = below(area, gap);
        let first = self.cursor().first_shown(list.height.into());
        for (y, (number, (words, chosen))) in (0..list.height).zip(answers.iter().enumerate().skip(first)) {
            let marked = number == self.cursor().marked();
            let (plain, quiet) =
                if marked { (theme.selected(), theme.selected()) } else { (theme.text(), theme.quiet()) };
            let at = row(list, y);
            if marked {
                buf.set_style(at, theme.selected());
                line(theme.signs().here, plain, (at, buf));
            }
            let right = |x: u16| Rect { x: at.x + x, width: at.width.saturating_sub(x), ..at };
            // A digit there begins a number of minutes.
            let mut x = if self.asking() == Asking::Minutes { 2 } else { 5 };
            if x > 2 {
                line(&(number + 1).to_string(), quiet, (right(2), buf));
            }
            if several {
                line(if *chosen { theme.signs().full } else { theme.signs().hollow }, plain, (right(x), buf));
                x += 2;
            }
            line(&fit(words, at.width.saturating_sub(x), theme), plain, (right(x), buf));
        }
        let used = u16::try_from(answers.len()).unwrap_or(u16::MAX).saturating_add(1);
        let rest = below(list, used);
        if area.height >= ANSWERED_FROM && rest.height > 0 {
            Prose::new(&self.answered(look), theme.quiet()).render(rest, buf);
        }
    }

    /// The answers to choose from, and whether each is chosen.
    fn answers_in_words(&self) -> Vec<(String, bool)> {
        let wishes = self.wishes();
        match self.asking() {
            Asking::How => self.hows().into_iter().map(|how| (self.beginning(how), false)).collect(),
            Asking::For => {
                Complaint::ALL.iter().map(|one| (one.meaning().to_owned(), wishes.complaints.contains(one))).collect()
            }
            Asking::Tools => {
                Tool::ALL.iter().map(|one| (one.meaning().to_owned(), wishes.tools.contains(one))).collect()
            }
            Asking::Minutes => {
                let choices = MINUTES.iter().map(|minutes| format!("{minutes:>2} minutes"));
                choices.chain([self.another_number()]).map(|words| (words, false)).collect()
            }
            Asking::Side | Asking::Name(_) => Which::ALL.iter().map(|one| (one.meaning().to_owned(), false)).collect(),
        }
    }

    /// A number of minutes that is none of the choices.
    fn another_number(&self) -> String {
        let (field, refused) = self.typed_minutes();
        let (least, most) = (propose::MINUTES.start(), propose::MINUTES.end());
        match (field.text(), refused) {
            ("", _) => format!("another number, {least} to {most}: type it"),
            (typed, false) => format!("{typed:>2} minutes"),
            (typed, true) => format!("{typed:>2} minutes: it takes {least} to {most}"),
        }
    }

    fn beginning(&self, how: How) -> String {
        match how {
            How::Guided => "Four questions and a proposal.".to_owned(),
            How::Marked => format!("A copy of {}.", self.marked().map(Entry::title).unwrap_or_default()),
            How::Page => "A page that explains itself.".to_owned(),
        }
    }

    /// What was answered before this question, in a line.
    fn answered(&self, look: Look) -> String {
        let wishes = self.wishes();
        let before = |asking| {
            let place = |wanted| Asking::QUESTIONS.iter().position(|one| *one == wanted);
            place(self.asking()).or(Some(usize::MAX).filter(|_| matches!(self.asking(), Asking::Name(_))))
                > place(asking)
        };
        let mut parts = Vec::new();
        if before(Asking::For) {
            parts.push(wishes.goal().trim_end_matches('.').to_owned());
        }
        if before(Asking::Tools) {
            let tools: Vec<&str> = wishes.tools.iter().map(|tool| tool.word()).collect();
            parts.push(if tools.is_empty() { "with hands alone".to_owned() } else { tools.join(", ") });
        }
        if before(Asking::Minutes) {
            parts.push(format!("{} min", wishes.minutes));
        }
        if before(Asking::Side) {
            parts.push(wishes.which.words().to_owned());
        }
        parts.join(&format!(" {} ", look.theme.signs().between))
    }

    /// What it is called, and what it will be.
    fn naming(&self, how: How, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let words = match how {
            _ if self.wants_a_name() => "It needs a name first. What is it called?".to_owned(),
            How::Guided => "What is it called?".to_owned(),
            How::Marked => {
                let from = self.marked().map(Entry::title).unwrap_or_default();
                format!("A copy of {from}. What is it called?")
            }
            How::Page => "What is it called?".to_owned(),
        };
        let style = if self.wants_a_name() { theme.attention() } else { theme.text() };
        let prose = Prose::new(&words, style);
        let high = prose.height(area.width);
        prose.render(area, buf);
        let gap = u16::from(area.height >= 11);
        typed(self.name(), look, (below(area, high + gap), buf));
        let rest = below(area, high + 1 + 2 * gap);
        match (how, self.proposal()) {
            (How::Guided, Some(proposal)) => self.proposed(proposal, look, (rest, buf)),
            (How::Guided, None) => {
                let text = health::nothing_to_propose(&self.wishes().guard);
                Prose::new(&text, theme.quiet()).render(rest, buf);
            }
            _ => {}
        }
    }

    fn proposed(&self, proposal: &Proposal, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let head = format!("{} {} {}", proposal.total, theme.signs().between, self.wishes().which.words());
        let head = format!("{head} {} {}", theme.signs().between, self.wishes().goal());
        let lines = lines(proposal, area.width, look);
        let list = below(area, 1);
        let last = lines.len().saturating_sub(list.height.into());
        let skip = usize::from(self.scroll().top(u16::try_from(last).unwrap_or(u16::MAX)));
        let below_it = if skip < last { format!("more below: {}", last - skip) } else { String::new() };
        let room = area.width.saturating_sub(if below_it.is_empty() { 0 } else { columns(&below_it) + 2 });
        both_ends((&fit(&head, room, theme), theme.strong()), (&below_it, theme.quiet()), (row(area, 0), buf));
        for (y, (dose, words, style)) in (0..list.height).zip(lines.iter().skip(skip)) {
            let at = row(list, y);
            line(dose, *style, (at, buf));
            let x = columns(dose);
            line(words, *style, (Rect { x: at.x + x, width: at.width.saturating_sub(x), ..at }, buf));
        }
    }
}

/// The steps with their doses, then what is left out.
fn lines(proposal: &Proposal, width: u16, look: Look) -> Vec<(String, String, Style)> {
    let theme = look.theme;
    let steps: Vec<(String, &Clean)> = proposal
        .routine
        .steps
        .iter()
        .map(|step| (Dose { work: step.work.clone(), rounds: step.rounds }.to_string(), &step.name))
        .collect();
    let widest = steps.iter().map(|(_, name)| columns(name)).max().unwrap_or_default().min(width / 2);
    let mut lines: Vec<(String, String, Style)> = steps
        .into_iter()
        .map(|(dose, name)| {
            let name = fit(name, widest, theme);
            let space = " ".repeat(usize::from((widest + 4).saturating_sub(columns(&name))).max(2));
            (format!("  {name}"), format!("{space}{dose}"), theme.text())
        })
        .collect();
    let remarks: Vec<String> = proposal.for_health().into_iter().chain(proposal.remarks()).collect();
    if !remarks.is_empty() {
        lines.push((String::new(), String::new(), theme.quiet()));
    }
    for remark in remarks {
        lines.extend(wrap(&remark, width).map(|part| (part.to_owned(), String::new(), theme.quiet())));
    }
    lines
}
