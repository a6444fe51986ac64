//! Home: the routine that suits now, first-step pain of the last weeks, and all routines.
//!
//! ```text
//!  solemate                                              Friday 20 November     heading
//!  This evening   Calf Classic  13:20  ...                                      choice
//!  First step     LEFT ⠁⠂⠄  2   RIGHT ⠁⠂  1                                     weeks
//!  Routines                                                                     list
//!  ▸ Calf Classic   13:20   evening   kneading                   3 days ago
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, below, both_ends, footer, line, row, typed};
use crate::domain::body::Feet;
use crate::domain::catalogue::{Entry, Origin, Summary};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::words;
use crate::ui::field::Field;
use crate::ui::screen::home::{Home, time_of_day};
use crate::ui::widget::text::{Prose, columns, fit};

mod first_steps;

/// From so many rows on there is room for more than a line about each thing.
const ROOMY: u16 = 14;

/// Columns of the list, where there is room for them.
struct Columns {
    name: u16,
    time: u16,
    when: u16,
    techniques: u16,
    last: u16,
}

impl Columns {
    fn of(width: u16, cards: &[&Entry]) -> Self {
        let widest = cards.iter().map(|card| columns(&card.title())).max().unwrap_or(10);
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
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area);
        let date = look.now.wall.format("%A %-d %B").to_string();
        both_ends(("solemate", look.theme.strong()), (&date, look.theme.quiet()), (page.heading, buf));
        if let Some((field, from_marked)) = self.naming() {
            self.name_row(field, from_marked, look, (page.body, buf));
            return footer(self.scope(), look, (page.footer, buf));
        }
        let mut y = self.choice_rows(look, (page.body, buf));
        y += self.first_steps(look, (below(page.body, y), buf));
        if page.body.height < ROOMY {
            y += u16::from(page.body.height > 8);
        }
        let mut list = below(page.body, y);
        if let Some(words) = self.offer(look.now, list.width) {
            list.height = list.height.saturating_sub(1);
            line(words, look.theme.quiet(), (Rect { y: list.bottom(), height: 1, ..list }, buf));
            // A blank line between the two where there is room.
            list.height = list.height.saturating_sub(u16::from(list.height > 10));
        }
        self.list(look, (list, buf));
        footer(self.scope(), look, (page.footer, buf));
    }

    /// What is offered below the list, one thing at a time.
    fn offer(&self, now: Now, width: u16) -> Option<&'static str> {
        let wide = "First time here: press c to check what you hear and see";
        if self.offers_first_steps(now) {
            return Some("First steps this morning? f");
        }
        let fits = columns(wide) <= width;
        self.offers(now).then_some(if fits { wide } else { "c: check what you hear and see" })
    }

    /// The routine that is marked, in a few words; says how many rows it took.
    fn choice_rows(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let theme = look.theme;
        let Some(card) = self.marked() else {
            line("Nothing is called that.", theme.quiet(), (row(area, 0), buf));
            return 2;
        };
        let summary = match &card.state {
            Ok(summary) => summary,
            Err(why) => {
                line(&card.title(), theme.strong(), (row(area, 0), buf));
                let prose = Prose::new(why, theme.attention());
                let high = prose.height(area.width).min(3);
                prose.render(Rect { height: high, ..below(area, 1) }, buf);
                return high + 2;
            }
        };
        line(&summary.name, theme.strong(), (row(area, 0), buf));
        let total = summary.totals.of(self.choice().work);
        let today = match self.choice().work {
            Feet::Both => format!("{total}, one foot {}", summary.totals.left),
            Feet::Left => format!("{total}, left foot only"),
            Feet::Right => format!("{total}, right foot only"),
        };
        let x = area.x + columns(&summary.name) + 3;
        let x_room = area.right().saturating_sub(x);
        if columns(&today) <= x_room {
            line(&today, theme.text(), (Rect { x, width: x_room, ..row(area, 0) }, buf));
        }
        if area.height < ROOMY {
            return 1;
        }
        let prose = Prose::new(summary.goal.as_deref().unwrap_or_default(), theme.text());
        let high = prose.height(area.width).min(2);
        prose.render(Rect { height: high, ..below(area, 1) }, buf);
        line(&self.why(card, summary, look), theme.quiet(), (row(area, 1 + high), buf));
        high + 3
    }

    /// Why it is worth a look now: when it is meant for, when it was last done.
    fn why(&self, card: &Entry, summary: &Summary, look: Look) -> String {
        let mut parts = Vec::new();
        let word = time_of_day(look.now);
        if summary.when.iter().any(|when| when.as_str() == word) {
            parts.push(match word {
                "morning" => "good for this morning".to_owned(),
                "evening" => "good for this evening".to_owned(),
                _ => "good for the desk".to_owned(),
            });
        }
        if let Some(last) = card.id.as_ref().and_then(|id| self.recent().last.get(id)) {
            parts.push(format!("last done {}", words::ago(*last, look.now)));
        }
        if matches!(card.origin, Origin::Personal(_)) {
            parts.push("yours".into());
        }
        parts.join(&format!(" {} ", look.theme.signs().between))
    }

    fn list(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let title = match self.filter() {
            Some(filter) => format!("/{}", filter.text()),
            None => "Routines".to_owned(),
        };
        let list = below(area, 1);
        let cards: Vec<&Entry> = self.shown().collect();
        let first = self.cursor().first_shown(list.height.into());
        let last = (first + usize::from(list.height)).min(cards.len());
        let title = if last - first < cards.len() {
            format!("{title}  {} to {last} of {}", first + 1, cards.len())
        } else {
            title
        };
        let filter_style = if self.filter().is_some() { theme.strong() } else { theme.quiet() };
        both_ends((&title, filter_style), (words::sides(self.choice()), theme.quiet()), (row(area, 0), buf));
        let layout = Columns::of(list.width, &cards);
        for (y, (number, card)) in cards.iter().enumerate().skip(first).take(list.height.into()).enumerate() {
            let at = row(list, u16::try_from(y).unwrap_or(u16::MAX));
            self.card(card, number == self.cursor().marked(), &layout, look, (at, buf));
        }
    }

    /// What a new routine is called.
    fn name_row(&self, field: &Field, from_marked: bool, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let from = self.marked().filter(|_| from_marked).map(Entry::title);
        let words = match &from {
            Some(from) => format!("A routine of your own, from {from}. What is it called?"),
            None => "A routine of your own. What is it called?".to_owned(),
        };
        let prose = Prose::new(&words, look.theme.text());
        let high = prose.height(area.width);
        prose.render(area, buf);
        typed(field, look, (below(area, high + 1), buf));
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
        put(&card.title(), layout.name, plain, false, buf);
        match &card.state {
            Ok(summary) => {
                put(&summary.totals.of(self.choice().work).to_string(), layout.time, plain, true, buf);
                if layout.when > 0 {
                    let width = layout.when.saturating_sub(2);
                    put(&as_many(summary.when.iter().map(Clean::as_str), width), width, quiet, false, buf);
                }
                if layout.techniques > 0 {
                    let width = layout.techniques.saturating_sub(2);
                    let own = matches!(card.origin, Origin::Personal(_)).then_some("yours");
                    let names = own.into_iter().chain(summary.techniques.iter().map(|technique| technique.name()));
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
