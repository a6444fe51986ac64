//! All routines, in a row each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Look;
use crate::domain::catalogue::{Entry, Origin};
use crate::domain::text::Clean;
use crate::domain::words;
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::home::{Group, Home};
use crate::ui::view::page::{below, both_ends, line, row};
use crate::ui::widget::text::{columns, fit};

/// From this height on, groups have their words.
const GROUPED_FROM: u16 = 12;

/// What stands beside a routine of one's own.
const YOURS: &str = "yours";

/// A row of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// What stands above a group.
    Head(Group),
    /// A routine, by its number.
    Card(usize),
}

/// So many cards, each group with its words where there is room and more than one.
fn rows(cards: usize, groups: &[Group], height: u16) -> Vec<Row> {
    let has_heads = height >= GROUPED_FROM && groups.first() != groups.last();
    let mut rows = Vec::new();
    for number in 0..cards {
        let group = groups.get(number).filter(|_| has_heads);
        let before = number.checked_sub(1).and_then(|before| groups.get(before));
        // What suits now stands on top, and above the list it says so.
        let begins = |group: &&Group| Some(*group) != before && **group != Group::Now;
        rows.extend(group.filter(begins).map(|group| Row::Head(*group)));
        rows.push(Row::Card(number));
    }
    rows
}

/// What is special about a routine, in a word or two.
const fn mark(card: &Entry, is_held: bool) -> Option<&'static str> {
    match card.origin {
        _ if is_held || card.hidden => Some("hidden"),
        Origin::Draft => Some("draft, unsaved"),
        Origin::Personal(_) => Some(YOURS),
        Origin::Shipped => None,
    }
}

/// Columns of the list, where there is room for them.
struct Columns {
    name: u16,
    time: u16,
    when: u16,
    techniques: u16,
    last: u16,
}

impl Columns {
    fn of(width: u16, cards: &[&Entry], mark: impl Fn(&Entry) -> Option<&'static str>) -> Self {
        // As wide as a name with what may be special about it.
        let title = |card: &&Entry| columns(&card.title()) + mark(card).filter(|mark| *mark != YOURS).map_or(0, |_| 9);
        let widest = cards.iter().map(title).max().unwrap_or(10);
        let name = widest.min(width.saturating_sub(12)).min(26.max(width / 4));
        let time = 7;
        let rest = width.saturating_sub(2 + name + 2 + time);
        let last = if rest >= 16 { 14 } else { 0 };
        let rest = rest.saturating_sub(last);
        let when = if rest >= 20 { 18 } else { 0 };
        let techniques = rest.saturating_sub(when + 2);
        Self { name, time, when, techniques: if techniques >= 16 { techniques } else { 0 }, last }
    }
}

impl Home {
    fn mark(&self, card: &Entry) -> Option<&'static str> {
        mark(card, self.is_held(card))
    }

    pub(super) fn list(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let list = below(area, 1);
        let cards: Vec<&Entry> = self.shown().collect();
        let rows = rows(cards.len(), &self.groups(), list.height);
        let marked = rows.iter().position(|row| *row == Row::Card(self.cursor().marked())).unwrap_or(0);
        // What stands above a group goes with its first card.
        let first = (marked + 1).saturating_sub(usize::from(list.height).max(1));
        let shown: Vec<Row> = rows.iter().copied().skip(first).take(list.height.into()).collect();
        let title = self.title(&shown, cards.len());
        let sides = words::sides(self.choice());
        let filter_style = if self.filter().is_some() { theme.strong() } else { theme.quiet() };
        let fits = |words: &String, beside: u16| columns(&title) + 3 + columns(words) + beside <= area.width;
        let hidden = self.hidden_in_words(look);
        let short = hidden.as_ref().map(|_| format!("{} hidden", self.hidden().0)).filter(|words| fits(words, 0));
        // What is hidden for one's health is said before the sides are.
        let beside = if self.held() > 0 { 0 } else { columns(sides) + 2 };
        let hidden = hidden.filter(|words| fits(words, beside)).or(short);
        let title = hidden.map_or(title.clone(), |words| format!("{title} {} {words}", theme.signs().between));
        both_ends((&title, filter_style), (sides, theme.quiet()), (row(area, 0), buf));
        let layout = Columns::of(list.width, &cards, |card| self.mark(card));
        for (y, shown) in (0..list.height).zip(shown) {
            let at = row(list, y);
            match shown {
                Row::Head(group) => line(group.words(), theme.quiet(), (at, buf)),
                Row::Card(number) => {
                    let is_marked = number == self.cursor().marked();
                    cards.get(number).into_iter().for_each(|card| self.card(card, is_marked, &layout, look, (at, buf)));
                }
            }
        }
    }

    /// What stands above the list: how much of it is in sight, or what is looked for.
    fn title(&self, shown: &[Row], all: usize) -> String {
        let title = self.filter().map_or_else(|| "Routines".to_owned(), |filter| format!("/{}", filter.text()));
        let mut numbers = shown.iter().filter_map(|row| match row {
            Row::Card(number) => Some(*number),
            Row::Head(_) => None,
        });
        let Some(first) = numbers.next() else { return title };
        let last = numbers.next_back().unwrap_or(first);
        if last + 1 - first < all { format!("{title}  {} to {} of {all}", first + 1, last + 1) } else { title }
    }

    /// `3 hidden for your health, H shows them`.
    fn hidden_in_words(&self, look: Look) -> Option<String> {
        let (count, shown) = self.hidden();
        if count == 0 || self.filter().is_some() {
            return None;
        }
        let whose = match self.held() {
            0 => String::new(),
            held if held == count => " for your health".to_owned(),
            held => format!(", {held} for your health"),
        };
        let (key, them) = (look.key(Scope::Home, Action::ShowHidden), if count == 1 { "it" } else { "them" });
        Some(match shown {
            false => format!("{count} hidden{whose}, {key} shows {them}"),
            true => format!("{count} hidden{whose}, {key} hides {them} again"),
        })
    }

    fn card(&self, card: &Entry, marked: bool, layout: &Columns, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let (plain, quiet) = if marked { (theme.selected(), theme.selected()) } else { (theme.text(), theme.quiet()) };
        if marked {
            buf.set_style(area, theme.selected());
            line(theme.signs().here, plain, (area, buf));
        }
        let mut x = area.x + 2;
        let mut put = |text: &str, width: u16, style: Style, right: bool, buf: &mut Buffer| {
            let text = fit(text, width, theme);
            let lead = if right { width.saturating_sub(columns(&text)) } else { 0 };
            let room = area.right().saturating_sub(x + lead);
            line(&text, style, (Rect { x: x + lead, width: room.min(width), ..area }, buf));
            x += width + 2;
        };
        // What is special stands where there is room for it, at the latest beside the name.
        let special = self.mark(card).filter(|mark| card.state.is_ok() && layout.techniques == 0 && *mark != YOURS);
        let title = match special.filter(|_| layout.when == 0) {
            Some(mark) => format!("{} ({})", card.title(), mark.split(',').next().unwrap_or(mark)),
            None => card.title().to_string(),
        };
        put(&title, layout.name, if card.hidden { quiet } else { plain }, false, buf);
        match &card.state {
            Ok(summary) => {
                put(&self.totals(summary).of(self.choice().work).to_string(), layout.time, plain, true, buf);
                if layout.when > 0 {
                    let width = layout.when.saturating_sub(2);
                    let when = summary.when.iter().map(Clean::as_str);
                    let words = special.map_or_else(|| as_many(when, width), str::to_owned);
                    put(&words, width, quiet, false, buf);
                }
                if layout.techniques > 0 {
                    let width = layout.techniques.saturating_sub(2);
                    let left = summary.techniques_with(&self.guard());
                    let mut done: Vec<&str> = Vec::new();
                    for name in left.iter().map(|technique| technique.name()) {
                        done.extend((!done.contains(&name)).then_some(name));
                    }
                    let names = self.mark(card).into_iter().chain(done);
                    put(&as_many(names, width), width, quiet, false, buf);
                }
                if layout.last > 0 {
                    let last = card.id.as_ref().and_then(|id| self.recent().last.get(id));
                    let ago = last.map_or_else(|| theme.signs().missing.into(), |at| words::ago(*at, look.now));
                    put(&ago, layout.last.saturating_sub(2), quiet, false, buf);
                }
            }
            Err(why) => {
                let room = area.right().saturating_sub(area.x + 4 + layout.name);
                put(why, room, theme.attention(), false, buf);
            }
        }
    }
}

/// As many of the words as stand whole in `width` columns, at least the first.
fn as_many<'a>(words: impl Iterator<Item = &'a str>, width: u16) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() && columns(&text) + 2 + columns(word) > width {
            break;
        }
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(word);
    }
    text
}
