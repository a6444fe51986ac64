//! The list: every setting with its value, part by part.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{from, heading};
use crate::domain::settings::{Control, Row, Source};
use crate::ui::screen::settings::{Hit, SettingsForm};
use crate::ui::view::Look;
use crate::ui::view::page::{line, row};
use crate::ui::widget::text::{columns, fit};

/// Where values begin: behind the longest name.
const VALUES: u16 = 29;

/// What a person calls the keys that can be others.
pub(super) const KEYS: &str = "Keys of every screen";

/// What stands above them.
const TITLE: &str = "Keys";

/// From so many columns on, values stand in a column.
const COLUMN_FROM: u16 = 50;

/// From so many columns on, the key of the file stands behind each value.
const KEYS_FROM: u16 = 70;

/// How wide a key is at most, with its table.
const KEY: u16 = 16;

/// A line of the list.
enum Entry<'a> {
    Title(&'static str),
    Setting(usize, &'a Row),
    /// The keys of every screen.
    Keys(usize),
    Blank,
}

impl SettingsForm {
    pub(super) fn rows(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let entries = self.entries(area.height > 12);
        let marked = self.cursor().marked();
        let is_marked = |entry: &Entry| matches!(entry, Entry::Setting(line, _) | Entry::Keys(line) if *line == marked);
        let seen = entries.iter().position(is_marked).unwrap_or(0);
        let height = usize::from(area.height);
        // One line below the marked one stays in sight.
        let first = (seen + 2).saturating_sub(height).min(entries.len().saturating_sub(height));
        for (y, entry) in (0..area.height).zip(entries.iter().skip(first)) {
            let at = row(area, y);
            match entry {
                Entry::Title(title) => heading(title, look, (at, buf)),
                Entry::Setting(number, row) => self.setting((*number, row), look, (at, buf)),
                Entry::Keys(number) => {
                    let count = self.keys_of_text().count_changed();
                    let style = if count > 0 { look.theme.strong() } else { look.theme.text() };
                    let value = if count > 0 { format!("  {count} changed") } else { "  as they come".to_owned() };
                    self.one((*number, KEYS, "keys"), (&value, style), look, (at, buf));
                }
                Entry::Blank => {}
            }
        }
    }

    fn entries(&self, roomy: bool) -> Vec<Entry<'_>> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut group = None;
        let keys = self.line_of_keys();
        for (number, row) in self.form().rows.iter().enumerate() {
            if group.replace(row.setting.group) != Some(row.setting.group) {
                if roomy && !entries.is_empty() {
                    entries.push(Entry::Blank);
                }
                if number == keys {
                    entries.extend([Entry::Title(TITLE), Entry::Keys(keys)]);
                    entries.extend(roomy.then_some(Entry::Blank));
                }
                entries.push(Entry::Title(row.setting.group.title()));
            }
            entries.push(Entry::Setting(number + usize::from(number >= keys), row));
        }
        entries
    }

    fn setting(&self, (number, of): (usize, &Row), look: Look, at: (Rect, &mut Buffer)) {
        let theme = look.theme;
        let is_marked = number == self.cursor().marked();
        let style = match (&of.problem, of.source) {
            (Some(_), _) => theme.attention(),
            (None, Source::File(_)) => theme.strong(),
            (None, _) => theme.text(),
        };
        let holds = of.setting.shown(&of.holds);
        let value = match (&of.problem, &of.said) {
            // A sign and a word, so that no colour has to say it, and what holds where there is room for it.
            (Some(_), Some(_)) => {
                let told = format!("! wrong, so {holds}");
                let room = room(at.0.width).saturating_sub(VALUES);
                if columns(&told) + 4 <= room { told } else { "! wrong".to_owned() }
            }
            _ => holds,
        };
        let value = framed(of.setting.control, &value, (is_marked, theme.ascii));
        self.one((number, of.setting.name, &of.setting.path()), (&value, style), look, at);
    }

    /// A line that can be marked: its name, its value, and what the file calls it.
    fn one(
        &self,
        (number, name, path): (usize, &str, &str),
        (value, style): (&str, Style),
        look: Look,
        (area, buf): (Rect, &mut Buffer),
    ) {
        let theme = look.theme;
        let [mut names, mut values, mut keys] = [theme.text(), style, theme.quiet()];
        if number == self.cursor().marked() {
            [names, values, keys] = [theme.selected(); 3];
            buf.set_style(area, theme.selected());
            line(theme.signs().here, theme.selected(), (area, buf));
        }
        self.hits().put(area, Hit::Row(number));
        let room = room(area.width);
        let at = match room {
            COLUMN_FROM.. => VALUES,
            // No room for a column of values: each stands as far to the right as it can.
            _ => room.saturating_sub(columns(value)).max(columns(name) + 1).min(room - room / 3),
        };
        line(&fit(name, at, theme), names, (from(area, 2), buf));
        let width = room.saturating_sub(at);
        line(&fit(value, width, theme), values, (Rect { width, ..from(area, 2 + at) }, buf));
        if area.width >= KEYS_FROM {
            line(&fit(path, KEY, theme), keys, (from(area, area.width - KEY), buf));
        }
    }
}

/// How many columns of a line its name and its value have.
const fn room(width: u16) -> u16 {
    width.saturating_sub(if width >= KEYS_FROM { KEY + 4 } else { 2 })
}

/// A value; where it is marked and goes on to the left and to the right, between signs that say so.
fn framed(control: Control, value: &str, (marked, ascii): (bool, bool)) -> String {
    let steps = matches!(control, Control::Choice(..) | Control::Switch | Control::Number { .. });
    match (marked && steps, ascii) {
        (false, _) => format!("  {value}"),
        (true, false) => format!("‹ {value} ›"),
        (true, true) => format!("< {value} >"),
    }
}
