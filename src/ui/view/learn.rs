//! What there is to read: the topics, and the text of the one that is marked beside them where there is room.
//!
//! ```text
//!  Learn                                                         2 of 19        heading
//!  ▸ What it is          What it is                                             topics, and the text
//!    Why it comes        Plantar heel pain, also called plantar fasciitis …     lead
//!    How long it takes
//!                        The plantar fascia is a thick band …                   paragraph
//!                        shown: Wikipedia, Calf article                         how sure, and its sources
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Look;
use super::page::{Page, below, both_ends, footer, line, row, search_line};
use crate::domain::learn::{Book, Source, Topic, Words};
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;
use crate::ui::screen::learn::{Learn, Open};
use crate::ui::theme::Theme;
use crate::ui::widget::text::{MEASURE, columns, fit, wrap};

/// From so many columns on, the topics stay beside the text.
const BESIDE: u16 = 96;

/// From so many on, the text stands beside the topics while one chooses.
const PREVIEW: u16 = 64;

/// Columns between the two.
const GAP: u16 = 3;

/// From this height on there is room between the search and the list.
const ROOMY: u16 = 14;

/// A line of a text.
struct Line {
    text: String,
    style: Style,
    /// The paragraph it is of.
    part: Option<usize>,
    /// How far it is set in.
    indent: u16,
    /// So many of its first letters are plain.
    plain: usize,
}

impl Learn {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        self.hits().clear();
        let page = Page::of(area);
        match self.open() {
            Open::Sources(scroll) => self.sources(scroll, look, &page, buf),
            Open::Text if page.body.width < BESIDE => self.reading(look, &page, buf),
            Open::Text | Open::List => self.choosing(look, &page, buf),
        }
        footer(self.scope(), look, (page.footer, buf));
    }

    /// The topics, and beside them the text where there is room.
    fn choosing(&self, look: Look, page: &Page, buf: &mut Buffer) {
        let theme = look.theme;
        let mut body = page.body;
        if let Some((field, typing)) = self.search() {
            search_line((field, typing), "ice, insoles, pregnant, Rathleff", look, (row(body, 0), buf));
            body = below(body, 1 + u16::from(body.height >= ROOMY));
        }
        let Some(topic) = self.topic() else {
            heading(&self.count(), look, (page.heading, buf));
            let words = if self.search().is_some() {
                let all = look.key(Scope::LearnSeek, Action::Back);
                format!("Nothing has all of these words. {all} shows all topics.")
            } else {
                String::new()
            };
            return draw(&set(&words, body.width, theme.quiet()), 0, None, (body, buf), theme);
        };
        let widest = self.book().topics.iter().map(|topic| columns(&topic.title)).max().unwrap_or_default();
        let is_wide = body.width >= PREVIEW;
        let list = if is_wide { Rect { width: widest + 2, ..body } } else { body };
        self.list(look, (list, buf));
        let room = if is_wide {
            let x = list.right() + GAP;
            Rect { x, width: body.right().saturating_sub(x), ..body }
        } else {
            below(body, u16::try_from(self.listed().count() + 1).unwrap_or(u16::MAX))
        };
        let lines = text(self.book(), topic, is_wide, room.width, theme);
        let top = self.top(&lines, room.height);
        draw(&lines, top, self.words(), (room, buf), theme);
        let count = match self.open() {
            Open::Text => self.how_far(lines.len(), top, room.height),
            _ => self.count(),
        };
        heading(&count, look, (page.heading, buf));
    }

    /// One text alone.
    fn reading(&self, look: Look, page: &Page, buf: &mut Buffer) {
        let theme = look.theme;
        let Some(topic) = self.topic() else { return };
        let lines = text(self.book(), topic, false, page.body.width, theme);
        let top = self.top(&lines, page.body.height);
        let count = self.how_far(lines.len(), top, page.body.height);
        both_ends((&topic.title, theme.strong()), (&count, theme.quiet()), (page.heading, buf));
        draw(&lines, top, self.words(), (page.body, buf), theme);
    }

    fn sources(&self, scroll: &Scroll, look: Look, page: &Page, buf: &mut Buffer) {
        let theme = look.theme;
        let Some(topic) = self.topic() else { return };
        let mut lines = Vec::new();
        for source in self.book().sources_in(topic) {
            lines.extend(source_lines(source, page.body.width, theme));
        }
        let last = lines.len().saturating_sub(page.body.height.into());
        let top = scroll.top(u16::try_from(last).unwrap_or(u16::MAX));
        let title = fit(&format!("Sources of: {}", topic.title), page.heading.width, theme);
        let more = more_below(lines.len(), top, page.body.height);
        both_ends((&title, theme.strong()), (&more, theme.quiet()), (page.heading, buf));
        draw(&lines, top, None, (page.body, buf), theme);
    }

    /// The first line to show: where it was scrolled to, or the paragraph that is to come into sight.
    fn top(&self, lines: &[Line], height: u16) -> u16 {
        let last = u16::try_from(lines.len().saturating_sub(height.into())).unwrap_or(u16::MAX);
        if let Some(part) = self.seek() {
            let at = lines.iter().position(|line| line.part == Some(part)).unwrap_or_default();
            self.scroll().go_to(u16::try_from(at).unwrap_or(u16::MAX));
        }
        self.scroll().top(last)
    }

    /// Which place one is at; or, where nothing is looked for, how much of the text lies below.
    fn how_far(&self, lines: usize, top: u16, height: u16) -> String {
        match self.place() {
            Some((at, all)) => format!("place {at} of {all}"),
            None => more_below(lines, top, height),
        }
    }

    fn count(&self) -> String {
        let listed = self.listed().count();
        match (self.place(), self.book().topics.len()) {
            (_, 0) => String::new(),
            (Some((_, 0)), _) => "nowhere".to_owned(),
            (Some((_, 1)), _) => "in 1 place".to_owned(),
            (Some((_, all)), _) => format!("in {all} places"),
            (None, _) => format!("{} of {listed}", self.cursor().marked() + 1),
        }
    }

    fn list(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let first = self.cursor().first_shown(area.height.into());
        for (y, (number, topic)) in (0..area.height).zip(self.listed().enumerate().skip(first)) {
            let at = row(area, y);
            let marked = number == self.cursor().marked();
            let style = match (marked, self.open()) {
                (true, Open::List) => theme.selected(),
                (true, _) => theme.strong(),
                (false, _) => theme.text(),
            };
            if marked {
                buf.set_style(at, style);
                line(theme.signs().here, style, (at, buf));
            }
            let words = Rect { x: at.x + 2, width: at.width.saturating_sub(2), ..at };
            line(&fit(&topic.title, words.width, theme), style, (words, buf));
            self.hits().put(at, number);
        }
    }
}

/// The heading, and something at its right.
fn heading(words: &str, look: Look, area: (Rect, &mut Buffer)) {
    both_ends(("Learn", look.theme.strong()), (words, look.theme.quiet()), area);
}

fn more_below(lines: usize, top: u16, height: u16) -> String {
    match lines.saturating_sub(usize::from(top) + usize::from(height)) {
        0 => String::new(),
        more => format!("more below: {more}"),
    }
}

/// The lines of a text in one style.
fn set(words: &str, width: u16, style: Style) -> Vec<Line> {
    let lines = wrap(words, width.min(MEASURE)).map(str::to_owned);
    lines.map(|text| Line { text, style, part: None, indent: 0, plain: 0 }).collect()
}

fn blank(theme: &Theme) -> Line {
    Line { text: String::new(), style: theme.text(), part: None, indent: 0, plain: 0 }
}

/// A topic, with its title where nothing else names it.
fn text(book: &Book, topic: &Topic, titled: bool, width: u16, theme: &Theme) -> Vec<Line> {
    let mut lines = Vec::new();
    if titled {
        lines.extend(set(&topic.title, width, theme.strong()));
    }
    lines.extend(set(&topic.lead, width, theme.text()));
    for (number, part) in topic.parts.iter().enumerate() {
        lines.push(blank(theme));
        let quoted = part.said.as_ref().map(|said| {
            let (open, close) = if theme.ascii { ("\"", "\"") } else { ("“", "”") };
            set(&format!("{open}{said}{close}"), width, theme.strong())
        });
        let own = quoted.into_iter().flatten().chain(set(&part.text, width, theme.text()));
        let mut foot = set(&part.foot(book), width, theme.quiet());
        // How sure it is stands out before the sources.
        foot.iter_mut().take(1).for_each(|line| line.plain = part.sure.word().len());
        let own = own.chain(foot);
        lines.extend(own.map(|line| Line { part: Some(number), ..line }));
    }
    lines
}

/// A source in full: who and when, what, where, and what kind it is.
fn source_lines(source: &Source, width: u16, theme: &Theme) -> Vec<Line> {
    let number = columns(&source.number).max(4) + 1;
    let room = width.saturating_sub(number);
    let mut lines = set(&source.who(), room, theme.strong());
    lines.extend(set(&source.title, room, theme.text()));
    lines.extend(set(&source.place(), room, theme.quiet()));
    lines.extend(set(&source.kind, room, theme.quiet()));
    lines.iter_mut().for_each(|line| line.indent = number);
    if let Some(first) = lines.first_mut() {
        let space = usize::from(number);
        (first.text, first.indent) = (format!("{:<space$}{}", &*source.number, first.text), 0);
    }
    lines.push(blank(theme));
    lines
}

/// Draws lines from `top` on, with the words that are looked for marked.
fn draw(lines: &[Line], top: u16, words: Option<&Words>, (area, buf): (Rect, &mut Buffer), theme: &Theme) {
    for (y, one) in (0..area.height).zip(lines.iter().skip(top.into())) {
        let at = row(area, y);
        let at = Rect { x: at.x + one.indent, width: at.width.saturating_sub(one.indent), ..at };
        let (plain, rest) = one.text.split_at_checked(one.plain).unwrap_or(("", &one.text));
        let from = columns(plain).min(at.width);
        line(plain, theme.text(), (at, buf));
        line(rest, one.style, (Rect { x: at.x + from, width: at.width - from, ..at }, buf));
        for found in words.map(|words| words.found_in(&one.text)).unwrap_or_default() {
            let (before, word) = (one.text.get(..found.start), one.text.get(found));
            let (x, wide) = (columns(before.unwrap_or_default()), columns(word.unwrap_or_default()));
            let mark = Rect { x: at.x + x, width: wide.min(at.width.saturating_sub(x)), ..at };
            buf.set_style(mark.intersection(buf.area), theme.selected());
        }
    }
}
