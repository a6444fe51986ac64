//! What there is to see of the settings.

use super::{Hit, Mode, Over, SettingsForm};
use crate::domain::settings::{Form, Group, Row};
use crate::domain::text::Clean;
use crate::ui::chosen::Taken;
use crate::ui::hits::Hits;
use crate::ui::keymap::Keymap;
use crate::ui::list::Cursor;

impl SettingsForm {
    /// Whether the file does not hold the text.
    pub fn is_changed(&self) -> bool {
        self.saved() != self.text
    }

    /// What the file held when the text was begun; where there was none, what the text was begun with.
    pub fn saved(&self) -> &str {
        self.in_file().unwrap_or(&self.plain)
    }

    /// The same; nothing where there was none.
    pub fn in_file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// Whether the text was begun where there was a file, and it was taken away since.
    pub fn is_made_anew(&self) -> bool {
        self.file.is_none() && self.plain.is_empty()
    }

    /// Why the file is no text.
    pub const fn is_unreadable(&self) -> Option<&Clean> {
        self.unreadable.as_ref()
    }

    /// What the file makes of the screens.
    pub const fn held(&self) -> &Taken {
        &self.held
    }

    /// The keys that hold by the text as it is.
    pub const fn keys_of_text(&self) -> &Keymap {
        &self.keys_of_text
    }

    /// These keys hold from now on.
    pub fn press_by(&mut self, keys: Keymap) {
        self.keys = keys;
    }

    /// The form.
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// The setting that is marked.
    pub fn row(&self) -> Option<&Row> {
        self.form.rows.get(self.setting_at(self.row.marked())?)
    }

    /// What the file says of it, as it is saved.
    pub fn saved_of_marked(&self) -> Option<&Clean> {
        self.said.get(self.setting_at(self.row.marked())?)?.as_ref()
    }

    /// The setting on a line of the list; none where the keys are.
    pub(super) fn setting_at(&self, line: usize) -> Option<usize> {
        let keys = self.line_of_keys();
        if line == keys { None } else { Some(if line > keys { line - 1 } else { line }) }
    }

    /// The line of the list from which the keys of every screen are changed.
    pub fn line_of_keys(&self) -> usize {
        let rows = &self.form.rows;
        rows.iter().position(|row| row.setting.group == Group::Words).unwrap_or(rows.len())
    }

    /// How many lines the list has.
    pub(super) const fn lines(&self) -> usize {
        self.form.rows.len() + 1
    }

    /// Whether the line of the keys is marked.
    pub fn is_at_keys(&self) -> bool {
        !self.form.is_broken() && self.row.marked() == self.line_of_keys()
    }

    /// Which one that is.
    pub const fn cursor(&self) -> Cursor {
        self.row
    }

    /// What the keys do.
    pub const fn mode(&self) -> &Mode {
        &self.mode
    }

    /// What lies over the form.
    pub const fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    /// What is said until the next key.
    pub const fn remark(&self) -> Option<&Clean> {
        self.remark.as_ref()
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// What was drawn where, for the mouse.
    pub const fn hits(&self) -> &Hits<Hit> {
        &self.hits
    }
}
