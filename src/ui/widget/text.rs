//! Text set for reading: lines of becoming length, never cut in a word.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect, Size};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{on_screen, start, write};
use crate::ui::theme::Theme;

/// The longest line that reads well, in columns.
pub const MEASURE: u16 = 66;

/// The smallest window in which every screen works.
pub const MIN_WINDOW: Size = Size { width: 40, height: 12 };

/// Columns between two keys in a footer, and between a label and its value.
const GAP: u16 = 3;

/// How many columns a text takes.
pub fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// The lines of `text` in `width` columns, broken between words; a word longer than a line is broken where it must be.
/// A newline begins a new line. Yields nothing for a width of 0.
pub fn wrap(text: &str, width: u16) -> impl Iterator<Item = &str> {
    let width = usize::from(width);
    let paragraphs = if width == 0 { "" } else { text };
    paragraphs.lines().flat_map(move |line| Wrapped { rest: Some(line.trim_end()), width })
}

struct Wrapped<'a> {
    rest: Option<&'a str>,
    width: usize,
}

impl<'a> Iterator for Wrapped<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.take()?;
        let mut used = 0;
        let mut space = None;
        for (at, cluster) in rest.grapheme_indices(true) {
            if cluster == " " {
                space = Some(at);
            }
            used += cluster.width();
            if used > self.width {
                let cut = space.filter(|&space| space > 0).unwrap_or(if at == 0 { cluster.len() } else { at });
                let (line, rest) = rest.split_at_checked(cut)?;
                self.rest = Some(rest.trim_start()).filter(|rest| !rest.is_empty());
                return Some(line.trim_end());
            }
        }
        Some(rest)
    }
}

/// As much of `text` as fits into `width` columns, with a sign at its end where it was cut: between two words, unless
/// that would leave less than half.
pub fn fit(text: &str, width: u16, theme: &Theme) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let Some(room) = width.checked_sub(1) else { return String::new() };
    let mut used = 0_u16;
    let kept = text.graphemes(true).take_while(|cluster| {
        used = used.saturating_add(columns(cluster));
        used <= room
    });
    let kept: String = kept.collect();
    let is_whole = text.get(kept.len()..).is_none_or(|rest| rest.starts_with(char::is_whitespace));
    let between = kept.rfind(char::is_whitespace).filter(|at| !is_whole && at * 2 >= kept.len());
    let words = kept.get(..between.unwrap_or(kept.len())).unwrap_or_default();
    words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).to_owned() + theme.signs().cut
}

/// A paragraph, in lines of at most [`MEASURE`] columns unless it is told otherwise.
#[derive(Clone, Debug)]
pub struct Prose<'a> {
    text: &'a str,
    style: Style,
    align: HorizontalAlignment,
    measure: u16,
}

impl<'a> Prose<'a> {
    /// A paragraph at the left of its room.
    pub const fn new(text: &'a str, style: Style) -> Self {
        Self { text, style, align: HorizontalAlignment::Left, measure: MEASURE }
    }

    /// In lines of so many columns, if its room has them.
    #[must_use]
    pub const fn measure(mut self, columns: u16) -> Self {
        self.measure = columns;
        self
    }

    /// Where in its room each line stands.
    #[must_use]
    pub const fn align(mut self, align: HorizontalAlignment) -> Self {
        self.align = align;
        self
    }

    /// Rows it takes in a room of `width`.
    pub fn height(&self, width: u16) -> u16 {
        u16::try_from(wrap(self.text, width.min(self.measure)).count()).unwrap_or(u16::MAX)
    }
}

impl Widget for Prose<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        for (y, line) in (area.top()..area.bottom()).zip(wrap(self.text, area.width.min(self.measure))) {
            write(buf, area, (start(area, columns(line), self.align), y), (line, self.style));
        }
    }
}

/// A footer: the keys that matter now, the most important first. Those that do not fit are left out whole, from the end.
#[derive(Clone, Debug)]
pub struct Hints<'a> {
    hints: &'a [(&'a str, &'a str)],
    theme: &'a Theme,
}

impl<'a> Hints<'a> {
    /// Pairs of a key and what it does.
    pub const fn new(hints: &'a [(&'a str, &'a str)], theme: &'a Theme) -> Self {
        Self { hints, theme }
    }

    /// How wide all of them are.
    pub fn width(&self) -> u16 {
        let each = self.hints.iter().map(|(key, words)| columns(key) + 1 + columns(words));
        each.fold(0, |sum, wide| if sum == 0 { wide } else { sum + GAP + wide })
    }
}

impl Widget for Hints<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        // Closer together rather than fewer: the last one is the way out.
        let each = self.hints.iter().map(|(key, words)| columns(key) + 1 + columns(words));
        let gaps = u16::try_from(self.hints.len().saturating_sub(1)).unwrap_or(0);
        let words = each.fold(0, u16::saturating_add);
        let fits = |gap: u16| words.saturating_add(gaps.saturating_mul(gap)) <= area.width;
        let gap = if !fits(GAP) && fits(GAP - 1) { GAP - 1 } else { GAP };
        let mut x = area.x;
        for (key, words) in self.hints {
            let wide = columns(key).saturating_add(1).saturating_add(columns(words));
            if x.saturating_add(wide) > area.right() {
                break;
            }
            let after = write(buf, area, (x, area.y), (key, self.theme.key()));
            write(buf, area, (after.saturating_add(1), area.y), (words, self.theme.quiet()));
            x = x.saturating_add(wide).saturating_add(gap);
        }
    }
}

/// Rows of a label and its value; the values begin in one column, and a long one goes on below itself.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    rows: &'a [(&'a str, &'a str)],
    theme: &'a Theme,
    top: u16,
}

impl<'a> Facts<'a> {
    /// Pairs of a label and its value; an empty value is shown as missing.
    pub const fn new(rows: &'a [(&'a str, &'a str)], theme: &'a Theme) -> Self {
        Self { rows, theme, top: 0 }
    }

    /// The same without so many lines at its beginning.
    #[must_use]
    pub const fn from_line(self, top: u16) -> Self {
        Self { top, ..self }
    }

    /// Rows it takes in a room of `width`.
    pub fn height(&self, width: u16) -> u16 {
        let value_width = width.saturating_sub(self.value_column()).min(MEASURE);
        let each = self.rows.iter().map(|(_, value)| wrap(value, value_width).count().max(1));
        u16::try_from(each.sum::<usize>()).unwrap_or(u16::MAX)
    }

    fn value_column(&self) -> u16 {
        let widest = self.rows.iter().map(|(label, _)| columns(label)).max().unwrap_or_default();
        widest.saturating_add(GAP)
    }
}

impl Widget for Facts<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        let column = self.value_column();
        let x = area.x.saturating_add(column);
        let width = area.width.saturating_sub(column).min(MEASURE);
        let mut at = 0_u16;
        for (label, value) in self.rows {
            let y = |at: u16| Some(area.y.saturating_add(at.checked_sub(self.top)?));
            if let Some(y) = y(at) {
                write(buf, area, (area.x, y), (label, self.theme.quiet()));
            }
            let value = if value.is_empty() { self.theme.signs().missing } else { value };
            for line in wrap(value, width) {
                if let Some(y) = y(at) {
                    write(buf, area, (x, y), (line, self.theme.text()));
                }
                at = at.saturating_add(1);
            }
            if width == 0 {
                at = at.saturating_add(1);
            }
        }
    }
}

/// What is shown instead of a screen in a window below [`MIN_WINDOW`].
#[derive(Clone, Debug)]
pub struct TooSmall<'a> {
    theme: &'a Theme,
    instead: Vec<String>,
    /// The window, where it is said in a part of it.
    window: Option<Rect>,
}

impl<'a> TooSmall<'a> {
    /// The one line.
    pub const fn new(theme: &'a Theme) -> Self {
        Self { theme, instead: Vec::new(), window: None }
    }

    /// Said of this window in a part of it.
    #[must_use]
    pub const fn of(mut self, window: Rect) -> Self {
        self.window = Some(window);
        self
    }

    /// What matters more, above it: the first of these that fits, in one line or several.
    #[must_use]
    pub fn instead(mut self, words: Vec<String>) -> Self {
        self.instead = words;
        self
    }

    /// Whether a window of this size is too small.
    pub const fn applies(window: Rect) -> bool {
        window.width < MIN_WINDOW.width || window.height < MIN_WINDOW.height
    }
}

impl Widget for TooSmall<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        let Size { width, height } = MIN_WINDOW;
        let (needs, window) = (format!("{width}x{height}"), self.window.unwrap_or(area));
        let sentences = [
            format!("solemate needs a window of {needs}; this one is {}x{}.", window.width, window.height),
            format!("{needs} needed, {}x{} here", window.width, window.height),
            format!("{needs} needed"),
            needs,
        ];
        let fits = |text: &&String| {
            text.lines().all(|line| columns(line) <= area.width) && text.lines().count() <= usize::from(area.height)
        };
        let fitting = |texts: &[String]| texts.iter().find(fits).cloned().unwrap_or_default();
        let (instead, sentence) = (fitting(&self.instead), fitting(&sentences));
        let instead = instead.lines().map(|line| (line, self.theme.strong()));
        let lines: Vec<_> = instead.chain(sentence.lines().map(|line| (line, self.theme.text()))).collect();
        let top = area.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX)) / 2;
        for (y, (line, style)) in (top..area.height).zip(lines) {
            let at = (start(area, columns(line), HorizontalAlignment::Center), area.y + y);
            write(buf, area, at, (line, style));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{bears_every_size, rows};
    use super::*;
    use crate::ui::theme::Kind;
    use proptest::prelude::*;

    const THEME: Theme = Theme::new(Kind::None);
    const KEYS: [(&str, &str); 3] = [("space", "pause"), ("→", "next"), ("?", "all keys")];

    #[test]
    fn a_footer_leaves_out_whole_keys_from_the_end() {
        let footer = |width| rows(width, 1, |area, buf| Hints::new(&KEYS, &THEME).render(area, buf)).concat();
        assert_eq!(footer(40), "space pause   → next   ? all keys");
        assert_eq!(footer(32), "space pause  → next  ? all keys", "closer together rather than fewer");
        assert_eq!(footer(30), "space pause   → next");
        assert_eq!(footer(10), "");
    }

    #[test]
    fn what_is_cut_is_cut_between_words_where_there_are_any() {
        let cut = |text: &str, width| fit(text, width, &THEME);
        assert_eq!(cut("Wall stretch, knee straight", 27), "Wall stretch, knee straight");
        assert_eq!(cut("Wall stretch, knee straight", 26), "Wall stretch, knee…");
        assert_eq!(cut("Wall stretch, knee straight", 19), "Wall stretch, knee…");
        assert_eq!(cut("Wall stretch, knee straight", 16), "Wall stretch…");
        assert_eq!(cut("At Unterschenkelrückseite", 12), "At Untersch…");
        assert_eq!((cut("Toe pull", 1), cut("Toe pull", 0)), ("…".to_owned(), String::new()));
    }

    #[test]
    fn lines_break_between_words() {
        let lines: Vec<_> = wrap("Knead the calf like dough,\nknee toward ankle.", 12).collect();
        assert_eq!(lines, ["Knead the", "calf like", "dough,", "knee toward", "ankle."]);
        assert_eq!(wrap("Unterschenkelrückseite", 8).collect::<Vec<_>>(), ["Untersch", "enkelrüc", "kseite"]);
        assert_eq!(wrap("足の裏をほぐす", 5).collect::<Vec<_>>(), ["足の", "裏を", "ほぐ", "す"]);
    }

    proptest! {
        #[test]
        fn r24_no_line_is_wider_than_its_room_and_nothing_is_lost(text in "\\PC{0,60}", width in 2u16..40) {
            let lines: Vec<_> = wrap(&text, width).collect();
            for line in &lines {
                prop_assert!(columns(line) <= width || line.graphemes(true).count() == 1, "{line:?}");
            }
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            prop_assert!(columns(&fit(&text, width, &THEME)) <= width);
        }
    }

    #[test]
    fn r24_wide_characters_push_nothing_out_of_its_column() {
        let facts = [("名前", "足の裏をほぐす"), ("pain", ""), ("note", "one two three four")];
        let drawn = rows(19, 6, |area, buf| Facts::new(&facts, &THEME).render(area, buf));
        // A wide character takes a second cell, which reads as a blank here.
        let expected =
            ["名 前    足 の 裏 を ほ ぐ", "       す", "pain   ·", "note   one two", "       three four", ""];
        assert_eq!(drawn, expected);
        assert_eq!(Facts::new(&facts, &THEME).height(19), 5);
    }

    #[test]
    fn a_paragraph_is_no_wider_than_reads_well() {
        let long = "word ".repeat(60);
        let prose = Prose::new(&long, Style::new());
        assert_eq!(prose.height(200), prose.height(MEASURE));
        let drawn = rows(200, 6, |area, buf| prose.clone().render(area, buf));
        assert!(drawn.iter().all(|row| columns(row) <= MEASURE));
    }

    #[test]
    fn t16_a_small_window_is_told_so_in_one_line() {
        let told = |width| rows(width, 5, |area, buf| TooSmall::new(&THEME).render(area, buf)).concat();
        assert_eq!(told(60).trim(), "solemate needs a window of 40x12; this one is 60x5.");
        assert_eq!(told(39).trim(), "40x12 needed, 39x5 here");
        assert_eq!(told(20).trim(), "40x12 needed");
        assert_eq!(told(3), "");
        assert!(TooSmall::applies(Rect::new(0, 0, 200, 11)) && !TooSmall::applies(Rect::new(0, 0, 40, 12)));
    }

    #[test]
    fn t15_any_size_is_borne() {
        bears_every_size(|area, buf| Hints::new(&KEYS, &THEME).render(area, buf));
        bears_every_size(|area, buf| Facts::new(&KEYS, &THEME).render(area, buf));
        bears_every_size(|area, buf| TooSmall::new(&THEME).render(area, buf));
        bears_every_size(|area, buf| {
            Prose::new("Firm 左足 squeezes", Style::new()).align(HorizontalAlignment::Center).render(area, buf);
        });
    }
}
