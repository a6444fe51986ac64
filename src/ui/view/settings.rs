//! The settings.
//!
//! ```text
//!  Settings                                          not saved: Ctrl-S     heading
//!  You and your feet                                                       rows, part by part
//!  ▸ Which foot is sore         ‹ left ›          sore_foot
//!    Which side comes first       left            first_side
//!
//!  Which foot is sore                                                      the one that is marked
//!  Steps for the sore side go by it, …
//!  ● left   Only the left foot hurts.
//!  Line 3 of config.toml. The default is both.
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::Look;
use super::changes::{conflict_page, diff, left_page, lines_in_words, paragraph};
use super::page::{Page, below, both_ends, footer, line, row, say};
use crate::domain::text::Clean;
use crate::domain::words::capital;
use crate::ui::diff::{Line, counts};
use crate::ui::keymap::Action;
use crate::ui::list::Scroll;
use crate::ui::saving::Saved;
use crate::ui::screen::settings::{Mode, Over, SettingsForm};
use crate::ui::widget::text::Prose;

mod about;
mod keys;
mod rows;
mod wrong;

/// From so many columns on, what is said of the marked setting stands beside the list.
const BESIDE: u16 = 96;

/// How wide the list is there, and the gap.
const LIST: u16 = 56;
const GAP: u16 = 3;

/// So many lines of the list stay above what is open.
const LEAST_LIST: u16 = 7;

impl SettingsForm {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        self.hits().clear();
        let page = Page::of(area);
        let is_broken = self.is_unreadable().is_some() || self.form().is_broken();
        let state = match (is_broken, self.is_changed()) {
            (true, _) => "cannot be read",
            (false, true) => "not saved",
            (false, false) if matches!(self.over(), Some(Over::Left(..))) => "not saved",
            (false, false) if self.in_file().is_none() => "all as they come",
            (false, false) => "saved",
        };
        let style = if self.is_changed() { look.theme.strong() } else { look.theme.quiet() };
        let title = if self.keys_page().is_some() { "Settings: keys" } else { "Settings" };
        both_ends((title, look.theme.strong()), (state, style), (page.heading, buf));
        match (self.is_unreadable(), self.over()) {
            (Some(why), _) => self.unreadable_page(why, look, (page.body, buf)),
            (None, Some(Over::Review(lines, scroll, _))) => self.review_page(lines, scroll, look, (page.body, buf)),
            (None, Some(Over::Conflict(conflict))) => {
                conflict_page(self.file(), self.scope(), conflict, look, (page.body, buf));
            }
            (None, Some(Over::Left(left, scroll))) => {
                let base = left.base.as_deref().unwrap_or_else(|| self.saved());
                let is_stale = left.is_stale(self.in_file());
                left_page((left, base, is_stale), scroll, look, (page.body, buf));
            }
            (None, Some(Over::Wrong(scroll))) => self.wrong_page(scroll, look, (page.body, buf)),
            (None, None) if is_broken => self.broken(look, (page.body, buf)),
            (None, None) => self.body(look, (page.body, buf)),
        }
        footer(self.scope(), look, (page.footer, buf));
        if let Some(remark) = self.remark().filter(|_| look.notices.is_empty() && look.saved == Saved::Yes) {
            say(remark, look.theme.strong(), (page.footer, buf));
        }
    }

    fn body(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        if let Some(page) = self.keys_page() {
            return self.keys(page, look, (area, buf));
        }
        let is_open = !matches!(self.mode(), Mode::Rows);
        // What is open needs the room.
        let area = if is_open && area.width < BESIDE { area } else { self.wrong_above(look, (area, buf)) };
        if area.width >= BESIDE {
            let x = area.x + LIST + GAP;
            self.rows(look, (Rect { width: LIST, ..area }, buf));
            return self.about(true, look, (Rect { x, width: area.right().saturating_sub(x), ..area }, buf));
        }
        let below_it = match (area.height, is_open) {
            // What is open needs the room; the row it belongs to is named there.
            (0..=13, true) => return self.about(true, look, (area, buf)),
            (0..=13, false) => 4,
            // All words that can be chosen, with the name and a line that is broken.
            (_, true) if self.words_to_choose() > 0 => {
                (self.words_to_choose() + 2).clamp(7, area.height.saturating_sub(LEAST_LIST).max(7))
            }
            (14..=20, _) => 7,
            _ => area.height * 2 / 5,
        };
        let list = Rect { height: area.height.saturating_sub(below_it + 1), ..area };
        self.rows(look, (list, buf));
        // The marked row names it.
        self.about(is_open, look, (below(area, area.height.saturating_sub(below_it)), buf));
    }

    /// How many words lie open to be chosen from.
    fn words_to_choose(&self) -> u16 {
        let is_choosing = matches!(self.mode(), Mode::Choosing(_));
        let words = self.row().filter(|_| is_choosing).map_or(0, |row| row.setting.words().len());
        u16::try_from(words).unwrap_or(u16::MAX)
    }

    /// What cannot be shown as a form.
    fn broken(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let text = format!(
            "{} cannot be read: nothing of it holds. It stays as it is, and {} opens it in your own editor.",
            self.file(),
            look.key(self.scope(), Action::Outside)
        );
        let mut rest = paragraph(&text, look, (area, buf));
        for problem in &self.form().others {
            let text = format!("Line {}: {}.", problem.line, problem.text);
            let text = Clean::visible(&text);
            let prose = Prose::new(&text, look.theme.attention());
            let high = prose.height(rest.width);
            prose.render(rest, buf);
            rest = below(rest, high);
        }
    }

    /// What is no text.
    fn unreadable_page(&self, why: &Clean, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let why = format!("{}.", capital(why));
        let prose = Prose::new(&why, look.theme.attention());
        let high = prose.height(area.width);
        prose.render(area, buf);
        let text = "Nothing of it holds, and it stays as it is. As soon as it is mended it is read again.";
        paragraph(text, look, (below(area, high + 1), buf));
    }

    fn review_page(&self, lines: &[Line], scroll: &Scroll, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let (new, gone) = counts(lines);
        let (file, lines_in) = (self.file(), lines_in_words(new));
        let what = match (self.in_file(), gone) {
            (Some(_), _) => format!("Saving puts {lines_in} in and takes {gone} out of {file}."),
            (None, _) if self.is_made_anew() => format!("Saving makes {file} anew, with {lines_in}."),
            (None, 0) => {
                format!("Saving makes {file}: every default stands in it, explained, and {lines_in} of yours.")
            }
            (None, _) => format!(
                "Saving makes {file}: the one in which every default is explained, with {lines_in} more and {gone} less."
            ),
        };
        let wrong = match self.form().count_problems() {
            0 => "",
            1 => " Something is wrong in it still, and its default holds.",
            _ => " Some things are wrong in it still, and their defaults hold.",
        };
        let rest = paragraph(&(what + wrong), look, (area, buf));
        diff(lines, scroll, look, (rest, buf));
    }
}

/// Text from column `x` of a row on.
fn from(area: Rect, x: u16) -> Rect {
    let x = x.min(area.width);
    Rect { x: area.x + x, width: area.width - x, ..area }
}

/// A heading above rows.
fn heading(text: &str, look: Look, (area, buf): (Rect, &mut Buffer)) {
    line(text, look.theme.quiet(), (row(area, 0), buf));
}
