//! The keys of every screen: the actions with their keys, and what is said of the one that is marked.
//!
//! ```text
//!  /pause                                                                  what is looked for
//!  Session                                            session              screen, and its name in the file
//!  ▸ pause            Space  k  F5                    pause                action, its keys, and its name there
//!
//!  pause, and go on                                                        what it does
//!  In [keys]: session.pause = ["Space", "F5"]
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::about::Below;
use super::{BESIDE, GAP, LIST, from, heading};
use crate::domain::words::capital;
use crate::ui::keymap::{Key, Listed, Scope};
use crate::ui::screen::settings::{Doing, Hit, KeysPage, SettingsForm};
use crate::ui::view::Look;
use crate::ui::view::page::{below, line, row, search_line};
use crate::ui::widget::text::fit;

/// From so many columns on, the names in the file stand behind the keys.
const NAMES_FROM: u16 = 62;

/// How wide they are at most.
const NAME: u16 = 20;

/// What can be looked for.
const HINT: &str = "pause, session, F5";

/// A line of the list.
enum Entry<'a> {
    Screen(&'static str),
    Action(usize, &'a Listed),
    Blank,
}

impl SettingsForm {
    pub(super) fn keys(&self, page: &KeysPage, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let area = self.wrong_above(look, (area, buf));
        let area = match page.search() {
            Some(search) => {
                search_line(search, HINT, look, (row(area, 0), buf));
                below(area, 1 + u16::from(area.height > 16))
            }
            None => area,
        };
        if area.width >= BESIDE {
            let x = area.x + LIST + GAP;
            self.actions(page, look, (Rect { width: LIST, ..area }, buf));
            let beside = Rect { x, width: area.right().saturating_sub(x), ..area };
            return self.about_keys(page, look, (beside, buf));
        }
        let high = match area.height {
            0..=13 => 3,
            14..=20 => 6,
            _ => 8,
        };
        let list = Rect { height: area.height.saturating_sub(high + 1), ..area };
        self.actions(page, look, (list, buf));
        self.about_keys(page, look, (below(area, area.height.saturating_sub(high)), buf));
    }

    /// The actions, screen by screen.
    fn actions(&self, page: &KeysPage, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let mut entries: Vec<Entry> = Vec::new();
        for (number, one) in page.listed().enumerate() {
            let is_new = !matches!(entries.last(), Some(Entry::Action(_, before)) if before.screen == one.screen);
            if is_new {
                entries.extend((area.height > 12 && !entries.is_empty()).then_some(Entry::Blank));
                entries.push(Entry::Screen(one.screen));
            }
            entries.push(Entry::Action(number, one));
        }
        if entries.is_empty() {
            return line("Nothing has all of these words.", look.theme.quiet(), (area, buf));
        }
        let marked = page.cursor().marked();
        let seen = entries.iter().position(|entry| matches!(entry, Entry::Action(number, _) if *number == marked));
        let height = usize::from(area.height);
        // One line below the marked one stays in sight.
        let first = (seen.unwrap_or(0) + 2).saturating_sub(height).min(entries.len().saturating_sub(height));
        for (y, entry) in (0..area.height).zip(entries.iter().skip(first)) {
            let at = row(area, y);
            match entry {
                Entry::Screen(name) => {
                    heading(&Scope::title(name), look, (at, buf));
                    self.name_in_file(name, look, (at, buf));
                }
                Entry::Action(number, one) => {
                    self.hits().put(at, Hit::Row(*number));
                    self.action(one, *number == marked, look, (at, buf));
                }
                Entry::Blank => {}
            }
        }
    }

    fn name_in_file(&self, name: &str, look: Look, (area, buf): (Rect, &mut Buffer)) {
        if area.width >= NAMES_FROM {
            line(&fit(name, NAME, look.theme), look.theme.quiet(), (from(area, area.width - NAME), buf));
        }
    }

    fn action(&self, one: &Listed, is_marked: bool, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let is_wrong = self.problem_of(one).is_some();
        let keys = match (is_wrong, one.is_changed()) {
            (true, _) => theme.attention(),
            (false, true) => theme.strong(),
            (false, false) => theme.text(),
        };
        let [words, keys] = if is_marked { [theme.selected(); 2] } else { [theme.text(), keys] };
        if is_marked {
            buf.set_style(area, theme.selected());
            line(theme.signs().here, theme.selected(), (area, buf));
        }
        let names = if area.width >= NAMES_FROM { NAME + 2 } else { 0 };
        let room = area.width.saturating_sub(names + 2);
        let at = (room / 3).max(15);
        line(&fit(one.short, at - 1, theme), words, (from(area, 2), buf));
        // Changed and wrong are told without a colour, too.
        let sign = if is_wrong {
            "! "
        } else if one.is_changed() {
            "* "
        } else {
            "  "
        };
        let width = room.saturating_sub(at);
        let text = format!("{sign}{}", named(&one.keys, theme.ascii));
        line(&fit(&text, width, theme), keys, (Rect { width, ..from(area, 2 + at) }, buf));
        if names > 0 {
            let style = if is_marked { theme.selected() } else { theme.quiet() };
            line(&fit(one.action.name(), NAME, theme), style, (from(area, area.width - NAME), buf));
        }
    }

    /// What it does, what its keys are in the file, and what is to be pressed.
    fn about_keys(&self, page: &KeysPage, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let Some(one) = page.marked() else { return };
        let theme = look.theme;
        let gap = u16::from(area.height > 6);
        let mut at = Below { rest: area, look, buf };
        if let Doing::Pressing { beside } = page.doing() {
            let esc = look.key(Scope::SettingsPress, crate::ui::keymap::Action::Back);
            let which = if *beside { "one more key for it" } else { "the key for it" };
            at.prose(&format!("{} {}: press {which}.", theme.signs().right, one.short), theme.strong());
            at.prose(&format!("{esc} leaves it as it was."), theme.quiet());
            at.skip(gap);
        }
        at.prose(&format!("{}.", capital(one.long)), theme.text());
        at.skip(gap);
        if let Some(problem) = self.problem_of(one) {
            at.prose(&format!("! Line {}: {}.", problem.line, problem.text), theme.attention());
            at.skip(gap);
        }
        at.prose_if_whole(&told(one, theme.ascii), theme.quiet());
        if !one.action.is_fixed() {
            at.prose_if_whole(&format!("In the file, below [keys]: {}", in_file(one)), theme.quiet());
        }
    }
}

/// Where its keys come from.
fn told(one: &Listed, ascii: bool) -> String {
    match (one.action.is_fixed(), one.is_changed()) {
        (true, _) => "It keeps its keys.".to_owned(),
        (false, true) => format!("Changed by the file. The default: {}", named(&one.default, ascii)),
        (false, false) => "It has the keys it comes with.".to_owned(),
    }
}

/// As the file says it, or could.
fn in_file(one: &Listed) -> String {
    let keys: Vec<String> = one.written().iter().map(|key| format!("\"{}\"", key.name())).collect();
    match keys.as_slice() {
        [key] => format!("{} = {key}", one.path()),
        keys => format!("{} = [{}]", one.path(), keys.join(", ")),
    }
}

fn named(keys: &[Key], ascii: bool) -> String {
    keys.iter().map(|key| key.label(ascii)).collect::<Vec<_>>().join("  ")
}
