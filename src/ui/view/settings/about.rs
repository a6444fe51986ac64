//! What is said of the setting that is marked: what it is, what it takes, where its value comes from, what is wrong with it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::from;
use super::rows::KEYS;
use crate::domain::body::Side;
use crate::domain::cues::Channel;
use crate::domain::settings::{Control, Group, Row, Source};
use crate::domain::text::Clean;
use crate::domain::words::capital;
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::settings::{Hit, Mode, SettingsForm};
use crate::ui::view::Look;
use crate::ui::view::page::{below, line, row, typed};
use crate::ui::widget::digits::{Digits, MIN_ROWS};
use crate::ui::widget::text::{MEASURE, Prose, columns};

/// What a word means stands beside it from so many columns on; else, of the one that holds, below all of them.
const BESIDE: u16 = 26;

/// From so many rows on there are gaps between one thing and the next.
const ROOMY: u16 = 10;

/// What a clock shows.
const CLOCK: &str = "2:41";

/// Writes one thing below the other.
pub(super) struct Below<'a, 'b> {
    pub(super) rest: Rect,
    pub(super) look: Look<'a>,
    pub(super) buf: &'b mut Buffer,
}

impl Below<'_, '_> {
    pub(super) fn prose(&mut self, text: &str, style: Style) {
        let area = Rect { width: self.rest.width.min(MEASURE), ..self.rest };
        let prose = Prose::new(text, style);
        let high = prose.height(area.width);
        prose.render(area, self.buf);
        self.skip(if text.is_empty() { 0 } else { high });
    }

    /// The same where all of it has room: half a sentence helps nobody.
    pub(super) fn prose_if_whole(&mut self, text: &str, style: Style) {
        if Prose::new(text, style).height(self.rest.width.min(MEASURE)) <= self.rest.height {
            self.prose(text, style);
        }
    }

    pub(super) fn skip(&mut self, rows: u16) {
        self.rest = below(self.rest, rows);
    }

    /// What is seen of the settings of the screen: a glance at a session, where there is room.
    fn session(&mut self) {
        let (theme, distance) = (self.look.theme, self.look.distance);
        self.skip(1);
        let first = row(self.rest, 0);
        for (side, word, x) in [(Side::Left, "LEFT CALF", 0), (Side::Right, "RIGHT CALF", 14)] {
            line(word, theme.side(side), (from(first, x), self.buf));
        }
        let rows = distance.digit_rows();
        if rows + 3 < self.rest.height {
            self.skip(1);
            self.meanings();
        }
        self.skip(2);
        if rows < MIN_ROWS {
            line(CLOCK, theme.strong(), (row(self.rest, 0), self.buf));
        } else if rows <= self.rest.height {
            let room = Rect { height: rows, ..self.rest };
            Digits::new(CLOCK, theme.fill(Some(Side::Left))).render(room, self.buf);
        }
    }

    /// What else colours say, each in its own: what is marked, what is quiet, what is done, what wants a look.
    fn meanings(&mut self) {
        let theme = self.look.theme;
        let marked = format!("{} marked ", theme.signs().here);
        let all = [
            (marked.as_str(), theme.selected()),
            ("quiet", theme.quiet()),
            ("saved", theme.good()),
            ("! wrong", theme.attention()),
        ];
        let first = row(self.rest, 0);
        let mut x = 0;
        for (word, style) in all {
            line(word, style, (from(first, x), self.buf));
            x += columns(word) + 2;
        }
    }

    /// Its name, and how the file calls it.
    fn name(&mut self, of: &Row) {
        let theme = self.look.theme;
        let (name, path) = (of.setting.name, of.setting.path());
        line(name, theme.strong(), (row(self.rest, 0), self.buf));
        let x = columns(name) + 2;
        if x + columns(&path) <= self.rest.width {
            line(&path, theme.quiet(), (from(row(self.rest, 0), x), self.buf));
        }
        self.skip(1);
    }
}

impl SettingsForm {
    /// All of that; with its name, where that does not stand beside it.
    pub(super) fn about(&self, named: bool, look: Look, (area, buf): (Rect, &mut Buffer)) {
        if self.is_at_keys() {
            return self.about_all_keys(named, look, (area, buf));
        }
        let Some(of) = self.row() else { return };
        let theme = look.theme;
        let gap = u16::from(area.height >= ROOMY.max(self.words_to_choose() + 4));
        let mut at = Below { rest: area, look, buf };
        if named {
            at.name(of);
        }
        if let Mode::Typing(field, _) = self.mode() {
            let prompt = format!("{} ", theme.signs().right);
            line(&prompt, theme.key(), (row(at.rest, 0), at.buf));
            typed(field, look, (from(row(at.rest, 0), columns(&prompt)), at.buf));
            at.skip(1 + gap);
        }
        if let Some(problem) = &of.problem {
            at.prose(&format!("{}.", capital(problem)), theme.attention());
            at.skip(gap);
        }
        let is_choosing = matches!(self.mode(), Mode::Choosing(_));
        if !is_choosing || gap > 0 {
            at.prose(of.setting.about, theme.text());
            at.skip(gap);
        }
        match of.setting.control {
            Control::Choice(words, _) if is_choosing || usize::from(at.rest.height) > words.len() => {
                self.words(of, &mut at);
            }
            Control::Choice(..) => at.prose(about(of, &of.holds), theme.quiet()),
            Control::Text => {
                if matches!(self.mode(), Mode::Rows) {
                    at.prose(&of.setting.shown(&of.holds), theme.strong());
                }
                at.prose_if_whole(&takes(of), theme.quiet());
            }
            _ => at.prose_if_whole(&takes(of), theme.quiet()),
        }
        at.skip(gap);
        at.prose_if_whole(&self.source(of), theme.quiet());
        if of.setting.group == Group::Screen {
            at.session();
        }
    }

    /// What is said of the line from which keys are changed: which of them are others.
    fn about_all_keys(&self, named: bool, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let gap = u16::from(area.height >= ROOMY);
        let mut at = Below { rest: area, look, buf };
        if named {
            at.prose(KEYS, theme.strong());
        }
        let open = look.key(Scope::Settings, Action::Open);
        at.prose(&format!("What you press on every screen: {open} shows it, and you change it there."), theme.text());
        at.skip(gap);
        let keys = self.keys_of_text();
        for change in keys.changes() {
            at.prose(&Clean::visible(&change.to_string()), theme.quiet());
        }
        if keys.count_changed() == 0 {
            at.prose("All are those that it comes with.", theme.quiet());
        }
    }

    /// The words it takes, with what each means.
    fn words(&self, of: &Row, at: &mut Below) {
        let theme = at.look.theme;
        let words = of.setting.words();
        let longest = words.iter().map(|word| columns(&of.setting.shown(word))).max().unwrap_or(0);
        let x = longest + 4;
        let width = from(at.rest, x).width.min(MEASURE);
        let prose = |word: &str| Prose::new(if width < BESIDE { "" } else { about(of, word) }, theme.quiet());
        let heights: Vec<u16> = words.iter().map(|word| prose(word).height(width).max(1)).collect();
        let chosen = words.iter().position(|word| *word == of.holds.as_str()).unwrap_or(0);
        let hidden = first_in_sight(&heights, chosen, at.rest.height);
        for (number, (word, high)) in words.iter().zip(heights).enumerate().skip(hidden) {
            let (sign, style) = match number == chosen {
                true => (theme.signs().full, theme.strong()),
                false => (theme.signs().hollow, theme.text()),
            };
            let first = row(at.rest, 0);
            line(sign, style, (first, at.buf));
            line(&of.setting.shown(word), style, (from(first, 2), at.buf));
            let high = high.min(at.rest.height);
            prose(word).render(Rect { height: high, width, ..from(at.rest, x) }, at.buf);
            self.hits().put(Rect { height: high, ..at.rest }, Hit::Word(word));
            at.skip(high);
        }
        if width < BESIDE {
            at.prose(about(of, &of.holds), theme.quiet());
        }
    }

    /// Where the value comes from.
    fn source(&self, of: &Row) -> String {
        let default = of.setting.default_typed();
        match (of.source, &of.said) {
            _ if of.problem.is_none() && self.saved_of_marked() != of.said.as_ref() => match of.said {
                Some(_) => ended(format!("Not saved yet. The default: {}", of.setting.shown(&default))),
                None => "Not saved yet. This is the default.".to_owned(),
            },
            (Source::File(line), Some(said)) if said.as_str() == default => {
                format!("Line {line} of {} says so; so does the default.", self.file())
            }
            (Source::File(line), _) => {
                ended(format!("Line {line} of {} says so. The default: {}", self.file(), of.setting.shown(&default)))
            }
            (Source::CueCheck, _) => match of.setting.channel {
                Some(Channel::Flash) => "The cue check found that it is not seen here: a word stands in its place.",
                Some(Channel::Tone) => "The cue check found that they are not heard here: the bell rings instead.",
                Some(Channel::Voice) | None => "The cue check found that it is not heard here: it is off.",
            }
            .to_owned(),
            (Source::Default, Some(_)) => {
                ended(format!("Until then its default holds: {}", of.setting.shown(&default)))
            }
            (Source::Default, None) => "This is the default.".to_owned(),
        }
    }
}

/// The first of these that is drawn in so many rows: the chosen one stays in sight, and the one after it.
fn first_in_sight(heights: &[u16], chosen: usize, rows: u16) -> usize {
    let seen = heights.get(..heights.len().min(chosen + 2)).unwrap_or(heights);
    let fits = |first: &usize| seen.iter().skip(*first).sum::<u16>() <= rows;
    (0..chosen).find(fits).unwrap_or(chosen)
}

/// A sentence that ends with something of the file.
fn ended(sentence: String) -> String {
    if sentence.ends_with(['.', '?']) { sentence } else { sentence + "." }
}

/// What a word means.
fn about(of: &Row, word: &str) -> &'static str {
    of.setting.word(word).map_or("", |known| known.about)
}

/// What is typed there.
fn takes(of: &Row) -> String {
    match of.setting.control {
        Control::Number { least, most, unit, .. } => format!("From {least} to {most} {unit}."),
        Control::Numbers { least, most, count, unit } => {
            format!("Up to {count} numbers from {least} to {most} {unit}, with commas between them; or none.")
        }
        Control::Time(least, most) => format!("A time from {least} to {most}."),
        Control::Program(example) => {
            format!("auto finds one; none is none; or its words: {}", example.replace(['[', ']', '"', ','], ""))
        }
        Control::Text => match &of.sample {
            Some(sample) => format!("For instance: {sample}"),
            None => "Nothing is said.".to_owned(),
        },
        Control::Choice(..) | Control::Switch => String::new(),
    }
}
