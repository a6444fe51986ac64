//! The fields of what is marked: each key with what it says, what is wrong below it, and for the one that is marked what
//! it takes; while it is typed, the words that it knows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::remarks::{REMARK, remark_lines};
use super::title;
use crate::domain::edit::Place;
use crate::domain::sheet::{Control, Key, Meant, NO_STEPS, Problem, Stranger, Table, There};
use crate::domain::text::Clean;
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::editor::{Editor, Focus, Hit, Typing};
use crate::ui::view::Look;
use crate::ui::view::page::{line, row};
use crate::ui::widget::text::{MEASURE, columns, fit, wrap};

/// The column in which values begin at most, in a narrow window.
const VALUES_NARROW: u16 = 15;

/// The widest room for a drawing beside the fields.
const DRAWING: u16 = 26;

/// The least room for the fields beside it.
const LEAST: u16 = 38;

/// So many words are shown to choose from, more where they fill half of the room at most, and as few as leave room for what
/// the chosen one means.
const WORDS: usize = 7;
const FEWEST_WORDS: usize = 3;
const AROUND_WORDS: usize = 4;

/// From so many rows on, a blank one stands above what is pointed out below the fields.
const ROOMY: usize = 10;

/// What stands on one line of the form.
pub(super) enum Piece {
    /// A key with the first line of its value.
    Field(usize, String, Style),
    /// More of a value, a mistake, or help.
    Text(String, Style),
    /// The first line of something that is pointed out.
    Remark(String, Style),
    /// A word to choose.
    Word(Choice),
    /// Where the cursor of the field being typed stands: in which column of the value.
    Typed(usize, String, Option<u16>),
    /// Nothing.
    Blank,
}

/// A word to choose.
pub(super) struct Choice {
    number: usize,
    word: String,
    /// Behind which column its meaning stands, where it fits, and what it is.
    beside: Option<(u16, String)>,
    /// It is the one that stands there.
    is_marked: bool,
}

/// The lines of the form, and the part of them that must be seen.
struct Pieces {
    all: Vec<Piece>,
    seen: std::ops::Range<usize>,
}

impl Editor {
    /// The form; it `draws` where to work beside it, where there is room.
    pub(super) fn fields(&self, draws: bool, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let Some(table) = self.table() else { return };
        let name = match &table.place {
            Place::Routine => "Routine".to_owned(),
            Place::Defaults if area.width < 56 => "Defaults".to_owned(),
            Place::Defaults => "Defaults: what a step has when it says nothing itself".to_owned(),
            Place::Step(path) if table.is_set => format!("Set {path}  {}", table.text("name")),
            Place::Step(path) => format!("Step {path}  {}", table.text("name")),
        };
        let area = title(&name, look, (area, buf));
        let wide = area.width.saturating_sub(DRAWING + 2);
        let beside = Rect { x: area.right().saturating_sub(DRAWING), width: DRAWING, ..area };
        let area = if draws && wide >= LEAST && self.picture(look, (beside, buf)) {
            Rect { width: wide, ..area }
        } else {
            area
        };
        let longest = self.keys().iter().map(|key| columns(key.name)).max().unwrap_or(0) + 2;
        let values = if area.width < 42 { longest.min(VALUES_NARROW) } else { longest };
        let height = usize::from(area.height);
        let pieces = self.pieces(table, (area.width, area.width.saturating_sub(values), height), look);
        let end = pieces.seen.end.max(height);
        let first = (end - height).min(pieces.seen.start);
        for (y, piece) in (0..area.height).zip(pieces.all.iter().skip(first)) {
            self.piece(piece, values, look, (row(area, y), buf));
        }
    }

    fn pieces(&self, table: &Table, (width, value_width, height): (u16, u16, usize), look: Look) -> Pieces {
        let theme = look.theme;
        let sheet = self.draft().sheet();
        let mut all = Vec::new();
        let mut seen = 0..0;
        let opens = look.key(Scope::EditFields, Action::Outside);
        let adds = look.key(Scope::EditSteps, Action::Add);
        let wrong = |key: Option<&'static str>, all: &mut Vec<Piece>| {
            let of_key = |problem: &&Problem| problem.key == key && !problem.is_strange;
            for problem in sheet.problems_of(&table.place).filter(of_key) {
                let text = match key {
                    Some(_) => format!("{}: {}", problem.title, problem.label),
                    None if *problem.title == *NO_STEPS => format!("{}: {adds} adds one", problem.title),
                    // No field of the form shows it.
                    None => {
                        format!("line {}: {}, {} ({opens} opens the file)", problem.line, problem.title, problem.label)
                    }
                };
                paragraph(&text, theme.attention(), width, all);
            }
        };
        wrong(None, &mut all);
        let below = self.remarks(table, (width, height), look, &mut all);
        for (number, stranger) in table.strangers.iter().enumerate() {
            let begin = all.len();
            let is_marked = number == self.field().marked() && self.focus() == Focus::Fields;
            self.stranger((number, stranger), is_marked, (width, value_width), look, &mut all);
            if is_marked {
                seen = begin..all.len();
            }
        }
        for (number, key) in (table.strangers.len()..).zip(self.keys()) {
            let is_marked = number == self.field().marked() && self.focus() == Focus::Fields;
            let begin = all.len();
            match self.typing().filter(|_| is_marked) {
                Some(typing) => typed_lines(typing, value_width, &mut all),
                None => self.said(table, (number, key), (is_marked, value_width), look, &mut all),
            }
            wrong(Some(key.name), &mut all);
            if self.focus() == Focus::Fields {
                for remark in sheet.remarks_of(&table.place).filter(|remark| remark.key == Some(key.name)) {
                    remark_lines(&remark.sentence, theme.quiet(), width, &mut all);
                }
            }
            if is_marked {
                self.help(key, (width, height), look, &mut all);
                seen = begin..all.len();
            }
        }
        for sentence in below {
            if height >= ROOMY {
                all.push(Piece::Blank);
            }
            remark_lines(sentence, theme.quiet(), width, &mut all);
        }
        // What is pointed out below the last field comes into sight with it.
        if self.focus() == Focus::Fields && self.field().marked() + 1 == table.strangers.len() + self.keys().len() {
            seen.end = all.len();
        }
        Pieces { all, seen }
    }

    /// A key that the format does not have, what is wrong with it, and the way out.
    fn stranger(
        &self,
        (number, stranger): (usize, &Stranger),
        marked: bool,
        (width, value_width): (u16, u16),
        look: Look,
        all: &mut Vec<Piece>,
    ) {
        let theme = look.theme;
        let opens = look.key(Scope::EditFields, Action::Outside);
        let said = stranger.said.typed(Control::List).replace('\n', " ");
        all.push(Piece::Field(number, fit(&said, value_width, theme), theme.text()));
        paragraph(&stranger.problem, theme.attention(), width, all);
        if marked {
            let way = match &stranger.meant {
                Some(Meant { key, there: There::Nothing }) => format!("Enter makes it `{key}`, Del takes it out."),
                Some(Meant { there: There::Steps, .. }) => {
                    "Enter makes it a step among the others, where it stands in the file.".to_owned()
                }
                Some(Meant { key, there: There::Value(before) }) => {
                    format!(
                        "Enter makes it `{key}`; {before}, which stands there, becomes a comment. Del takes it out."
                    )
                }
                None => format!("{opens} opens the file, Del takes it out with all it says."),
            };
            paragraph(&way, theme.quiet(), width, all);
        }
    }

    /// What a key says; all of it where it is marked.
    fn said(
        &self,
        table: &Table,
        (number, key): (usize, &Key),
        (marked, width): (bool, u16),
        look: Look,
        all: &mut Vec<Piece>,
    ) {
        let theme = look.theme;
        let Some(said) = table.said(key.name) else {
            let (unsaid, from_defaults) = self.draft().sheet().unsaid(table, key);
            let text = match (unsaid.as_str(), from_defaults) {
                ("", _) => theme.signs().missing.to_owned(),
                (unsaid, true) => format!("{unsaid}  from the defaults"),
                (unsaid, false) => unsaid.to_owned(),
            };
            return all.push(Piece::Field(number, fit(&text, width, theme), theme.quiet()));
        };
        let text = said.typed(key.control);
        if !marked {
            let one_line = text.replace('\n', " ");
            return all.push(Piece::Field(number, fit(&one_line, width, theme), theme.text()));
        }
        let mut lines = wrap(&text, width.min(MEASURE)).map(str::to_owned);
        all.push(Piece::Field(number, lines.next().unwrap_or_default(), theme.text()));
        all.extend(lines.map(|text| Piece::Text(text, theme.text())));
    }

    /// What the marked field takes; while it is typed, the words it knows.
    fn help(&self, key: &Key, (width, height): (u16, usize), look: Look, all: &mut Vec<Piece>) {
        let quiet = look.theme.quiet();
        let said = self.table().map_or_else(String::new, |table| table.text(key.name));
        let Some(typing) = self.typing() else {
            let about = match (key.control, said.as_str()) {
                (_, "") => key.about,
                (Control::Word(vocabulary) | Control::Words(vocabulary), word) => {
                    vocabulary.meaning(word).unwrap_or(key.about)
                }
                _ => key.about,
            };
            return paragraph(about, quiet, width, all);
        };
        let (words, marked) = typing.choices();
        if typing.is_choosing() {
            let count = height.saturating_sub(AROUND_WORDS).clamp(FEWEST_WORDS, WORDS.max(height / 2));
            let first = marked.map_or(0, |at| (at + 1).saturating_sub(count));
            let shown = words.iter().enumerate().skip(first).take(count);
            let longest = words.iter().map(|word| columns(word)).max().unwrap_or(0);
            let meaning = |word: &str| typing.meaning(word);
            let fit_beside = words.iter().all(|word| columns(meaning(word)) + longest + 4 <= width);
            all.extend(shown.map(|(at, word)| {
                Piece::Word(Choice {
                    number: at,
                    word: (*word).to_owned(),
                    beside: fit_beside.then(|| (longest, meaning(word).to_owned())),
                    is_marked: Some(at) == marked,
                })
            }));
            if words.is_empty() && typing.vocabulary().is_none() {
                paragraph("No routine goes with that.", quiet, width, all);
            }
            let more = words.len().saturating_sub(first + count);
            if more > 0 {
                all.push(Piece::Text(format!("and {more} more"), quiet));
            }
            match (marked.and_then(|at| words.get(at)), words.first()) {
                _ if fit_beside => {}
                (Some(word), _) => paragraph(meaning(word), quiet, width, all),
                // None is marked yet: what the first one means, by its name.
                (None, Some(word)) => paragraph(&format!("{word}: {}", meaning(word)), quiet, width, all),
                (None, None) => {}
            }
            return;
        }
        let how = match key.control {
            Control::When => format!(
                "Words, with {} between them; from 6: gentle-day offers that routine from 6 on.",
                typing.parting()
            ),
            Control::List => format!("Words, with {} between them.", typing.parting()),
            Control::Prose => format!("{} begins a new line.", look.key(Scope::EditType, Action::NewLine)),
            Control::SidedLength => "90, 90s, 1m30 or 1:30; two with / between them are left and right.".to_owned(),
            Control::RoundRest => "90, 90s, 1m30 or 1:30; two with / are for both sides, and for one.".to_owned(),
            Control::SidedNumber => "A number; two with / between them are left and right.".to_owned(),
            Control::Length => "90, 90s, 1m30 or 1:30.".to_owned(),
            Control::Line => key.about.to_owned(),
            _ => format!("Write {}.", key.allowed),
        };
        paragraph(&how, quiet, width, all);
    }

    fn piece(&self, piece: &Piece, values: u16, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let value = Rect { x: area.x + values.min(area.width), width: area.width.saturating_sub(values), ..area };
        match piece {
            Piece::Field(number, text, style) => {
                let is_marked = *number == self.field().marked() && self.focus() == Focus::Fields;
                let strangers = self.strangers();
                let label = match strangers.get(*number) {
                    Some(stranger) => &*Clean::visible(&stranger.path()),
                    None => self.keys().get(*number - strangers.len()).map_or("", |key| key.name),
                };
                if is_marked {
                    buf.set_style(area, theme.selected());
                }
                let (label_style, style) =
                    if is_marked { (theme.selected(), theme.selected()) } else { (theme.quiet(), *style) };
                let has_remark = self.has_remark(*number);
                let room = values.saturating_sub(if has_remark { 3 } else { 1 });
                line(&fit(label, room, theme), label_style, (area, buf));
                if has_remark {
                    let x = area.x + values.saturating_sub(2);
                    line(REMARK, label_style, (Rect { x, width: 1, ..area }, buf));
                }
                line(text, style, (value, buf));
                self.hits().put(area, Hit::Field(*number));
            }
            Piece::Typed(line_number, text, cursor) => {
                if *line_number == 0 {
                    let label = self.key().map_or("", |key| key.name);
                    line(&fit(label, values.saturating_sub(1), theme), theme.strong(), (area, buf));
                }
                let is_fresh = self.typing().is_some_and(Typing::is_fresh);
                line(text, if is_fresh { theme.selected() } else { theme.text() }, (value, buf));
                if let Some(cell) = cursor.and_then(|x| buf.cell_mut((value.x + x, value.y))) {
                    cell.set_style(theme.selected().add_modifier(ratatui::style::Modifier::REVERSED));
                }
            }
            Piece::Text(text, style) => line(text, *style, (indented(area), buf)),
            Piece::Remark(text, style) => {
                line(REMARK, *style, (area, buf));
                line(text, *style, (indented(area), buf));
            }
            Piece::Word(Choice { number, word, beside, is_marked }) => {
                let style = if *is_marked { theme.selected() } else { theme.text() };
                let at = indented(area);
                line(if *is_marked { theme.signs().here } else { " " }, theme.strong(), (area, buf));
                line(word, style, (at, buf));
                if let Some((longest, meaning)) = beside {
                    let x = longest + 2;
                    let rest = Rect { x: at.x + x.min(at.width), width: at.width.saturating_sub(x), ..at };
                    line(meaning, theme.quiet(), (rest, buf));
                }
                self.hits().put(area, Hit::Word(*number));
            }
            Piece::Blank => {}
        }
    }
}

fn indented(area: Rect) -> Rect {
    Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(2), ..area }
}

pub(super) fn paragraph(text: &str, style: Style, width: u16, all: &mut Vec<Piece>) {
    let lines = wrap(text, width.saturating_sub(2).min(MEASURE));
    all.extend(lines.map(|text| Piece::Text(text.to_owned(), style)));
}

/// The field being typed, in as many lines as it takes, with its cursor.
fn typed_lines(typing: &Typing, width: u16, all: &mut Vec<Piece>) {
    let mut lines = wrapped(typing.field(), width.saturating_sub(1).min(MEASURE));
    if lines.is_empty() {
        lines.push((String::new(), Some(0)));
    }
    all.extend(lines.into_iter().enumerate().map(|(number, (text, cursor))| Piece::Typed(number, text, cursor)));
}

/// The lines of a field, and in which column of which of them its cursor stands.
fn wrapped(field: &Field, width: u16) -> Vec<(String, Option<u16>)> {
    let (text, cursor) = (field.text(), field.before().len());
    let mut starts = Vec::new();
    for part in text.split_inclusive('\n') {
        let from = part.as_ptr() as usize - text.as_ptr() as usize;
        starts.extend(
            wrap(part, width).map(|line| line.as_ptr() as usize - text.as_ptr() as usize).map(|at| at.max(from)),
        );
    }
    if text.is_empty() || text.ends_with('\n') {
        starts.push(text.len());
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let spans: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let line_of_cursor = spans.iter().rposition(|(start, _)| *start <= cursor).unwrap_or(0);
    let lines = spans.iter().enumerate().map(|(number, (start, end))| {
        let shown = text.get(*start..*end).unwrap_or_default();
        let before = text.get(*start..cursor.min(*end)).unwrap_or_default();
        let at = (number == line_of_cursor).then(|| columns(before.trim_end_matches('\n')).min(width));
        (shown.trim_end_matches('\n').to_owned(), at)
    });
    lines.collect()
}
