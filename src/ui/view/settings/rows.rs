//! The list: every setting with its value, part by part.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{from, heading};
use crate::domain::settings::{Control, Group, Row, Source};
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::settings::{Hit, SettingsForm};
use crate::ui::view::Look;
use crate::ui::view::page::{line, row};
use crate::ui::widget::text::{columns, fit};

/// Where values begin: behind the longest name.
const VALUES: u16 = 29;

/// What stands above where keys are changed.
const KEYS: &str = "Keys";

/// Where their names are.
const NAMES: &str = "`solemate keys` lists every action and its keys";

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
    /// Keys are changed in the file alone.
    Keys,
    /// What is to be known of them.
    OfKeys(&'a str),
    Blank,
}

impl SettingsForm {
    pub(super) fn rows(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let entries = self.entries(area.height > 12);
        let marked = self.cursor().marked();
        let is_marked = |entry: &Entry| matches!(entry, Entry::Setting(number, _) if *number == marked);
        let seen = entries.iter().position(is_marked).unwrap_or(0);
        let height = usize::from(area.height);
        // One line below the marked one stays in sight.
        let first = (seen + 2).saturating_sub(height).min(entries.len().saturating_sub(height));
        for (y, entry) in (0..area.height).zip(entries.iter().skip(first)) {
            let at = row(area, y);
            match entry {
                Entry::Title(title) => heading(title, look, (at, buf)),
                Entry::Setting(number, row) => self.setting((*number, row), look, (at, buf)),
                Entry::Keys => {
                    let text = self.keys_in_words(look);
                    line(&fit(&text, at.width.saturating_sub(2), look.theme), look.theme.text(), (from(at, 2), buf));
                }
                Entry::OfKeys(text) => {
                    line(&fit(text, at.width.saturating_sub(2), look.theme), look.theme.quiet(), (from(at, 2), buf));
                }
                Entry::Blank => {}
            }
        }
    }

    fn entries(&self, roomy: bool) -> Vec<Entry<'_>> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut group = None;
        for (number, row) in self.form().rows.iter().enumerate() {
            if group.replace(row.setting.group) != Some(row.setting.group) {
                if roomy && !entries.is_empty() {
                    entries.push(Entry::Blank);
                }
                if row.setting.group == Group::Words {
                    entries.extend([Entry::Title(KEYS), Entry::Keys, Entry::OfKeys(NAMES)]);
                    entries.extend(self.changed_keys().iter().map(|change| Entry::OfKeys(change)));
                    entries.extend(roomy.then_some(Entry::Blank));
                }
                entries.push(Entry::Title(row.setting.group.title()));
            }
            entries.push(Entry::Setting(number, row));
        }
        entries
    }

    /// Where they are changed, and how many are.
    fn keys_in_words(&self, look: Look) -> String {
        let changed = match self.changed_keys().len() {
            0 => "none yet".to_owned(),
            count => format!("{count} changed"),
        };
        format!("{} opens the file: [keys], {changed}", look.key(Scope::Settings, Action::Outside))
    }

    fn setting(&self, (number, of): (usize, &Row), look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let is_marked = number == self.cursor().marked();
        let style = match (&of.problem, of.source) {
            _ if is_marked => theme.selected(),
            (Some(_), _) => theme.attention(),
            (None, Source::File(_)) => theme.strong(),
            (None, _) => theme.text(),
        };
        let [names, keys] = if is_marked { [theme.selected(); 2] } else { [theme.text(), theme.quiet()] };
        if is_marked {
            buf.set_style(area, theme.selected());
            line(theme.signs().here, theme.selected(), (area, buf));
        }
        self.hits().put(area, Hit::Row(number));
        let key = if area.width >= KEYS_FROM { KEY + 2 } else { 0 };
        let room = area.width.saturating_sub(key + 2);
        let holds = of.setting.shown(&of.holds);
        let value = match (&of.problem, &of.said) {
            // A sign and a word, so that no colour has to say it, and what holds where there is room for it.
            (Some(_), Some(_)) => {
                let told = format!("! wrong, so {holds}");
                if columns(&told) + 4 <= room.saturating_sub(VALUES) { told } else { "! wrong".to_owned() }
            }
            _ => holds,
        };
        let value = framed(of.setting.control, &value, (is_marked, theme.ascii));
        let at = match room {
            COLUMN_FROM.. => VALUES,
            // No room for a column of values: each stands as far to the right as it can.
            _ => room.saturating_sub(columns(&value)).max(columns(of.setting.name) + 1).min(room - room / 3),
        };
        line(&fit(of.setting.name, at, theme), names, (from(area, 2), buf));
        let width = room.saturating_sub(at);
        line(&fit(&value, width, theme), style, (Rect { width, ..from(area, 2 + at) }, buf));
        if key > 0 {
            line(&fit(&of.setting.path(), KEY, theme), keys, (from(area, area.width - KEY), buf));
        }
    }
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
