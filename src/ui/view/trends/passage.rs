//! Words in rows that may be more than there is room for: scrolled, and counted where they go on below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::Look;
use super::super::page::{line, row};
use crate::domain::trend::words::in_rows;
use crate::ui::list::Scroll;
use crate::ui::widget::text::wrap;

/// A row: a word before it, and the text beside that.
struct Row {
    word: (&'static str, Style),
    text: String,
    style: Style,
    indent: u16,
}

/// Rows of a width.
pub(super) struct Passage {
    width: u16,
    rows: Vec<Row>,
    /// Whether more would follow that was not made.
    is_cut: bool,
}

impl Passage {
    /// Nothing yet, for rows of so many columns.
    pub(super) const fn new(width: u16) -> Self {
        Self { width, rows: Vec::new(), is_cut: false }
    }

    /// A paragraph so many columns from the left, with a word before its first row.
    pub(super) fn add(&mut self, word: (&'static str, Style), text: &str, style: Style, indent: u16) {
        let lines = wrap(text, self.width.saturating_sub(indent)).enumerate();
        let word = |n| if n == 0 { word } else { ("", word.1) };
        self.rows.extend(lines.map(|(n, text)| Row { word: word(n), text: text.to_owned(), style, indent }));
    }

    /// The same of clauses, at the end of which rows end, unless that takes one more.
    pub(super) fn add_clauses(&mut self, word: (&'static str, Style), clauses: &[String], style: Style, indent: u16) {
        let width = self.width.saturating_sub(indent);
        let (rows, on) = (in_rows(clauses, width.into()), clauses.join(" "));
        if rows.iter().map(|row| wrap(row, width).count()).sum::<usize>() > wrap(&on, width).count() {
            return self.add(word, &on, style, indent);
        }
        for (n, row) in rows.iter().enumerate() {
            self.add(if n == 0 { word } else { ("", word.1) }, row, style, indent);
        }
    }

    /// The columns of a row.
    pub(super) const fn width(&self) -> u16 {
        self.width
    }

    /// How many rows there are.
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// The first row in sight, in so many rows.
    pub(super) fn top(&self, scroll: &Scroll, height: u16) -> u16 {
        let all = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        let room = if all <= height { height } else { height.saturating_sub(1) };
        scroll.top(all.saturating_sub(room))
    }

    /// Whether nothing was said yet.
    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether there are all the rows that are in sight, as it is scrolled, and those that tell that more follow.
    pub(super) fn is_enough(&self, scroll: &Scroll, height: u16) -> bool {
        self.rows.len() > usize::from(scroll.wished()) + usize::from(height)
    }

    /// Says that more would follow.
    pub(super) const fn cut(&mut self) {
        self.is_cut = true;
    }

    /// Draws the rows from where it is scrolled to.
    pub(super) fn draw(&self, scroll: &Scroll, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let all = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        let room = if all <= body.height { body.height } else { body.height.saturating_sub(1) };
        let top = self.top(scroll, body.height);
        for (y, said) in (0..room).zip(self.rows.iter().skip(top.into())) {
            let at = row(body, y);
            line(said.word.0, said.word.1, (at, buf));
            let place = Rect { x: at.x + said.indent, width: at.width.saturating_sub(said.indent), ..at };
            line(&said.text, said.style, (place.intersection(at), buf));
        }
        let below = all.saturating_sub(top + room);
        if below > 0 {
            let told = if self.is_cut { "more below".to_owned() } else { format!("more below: {below}") };
            line(&told, look.theme.quiet(), (row(body, room), buf));
        }
    }
}
