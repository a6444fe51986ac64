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
use super::page::{Page, below, both_ends, footer, hints_of, line, row};
use crate::domain::body::Feet;
use crate::domain::care::{Pick, Word};
use crate::domain::catalogue::{Entry, Origin, Summary};
use crate::domain::record::DayMark;
use crate::domain::text::Clean;
use crate::domain::words::{self, care as said};
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::home::{Group, Home, Offered, time_of_day};
use crate::ui::widget::text::{Prose, columns, fit};

mod first_steps;
mod no_session;

/// From so many rows on there is room for more than a line about each thing.
const ROOMY: u16 = 14;

/// From so many rows on what is suggested has its goal beside its reasons.
const TALL: u16 = 28;

/// From this height on, groups have their words.
const GROUPED_FROM: u16 = 12;

/// From this height on, the keys that say what kind of day it is have a row of their own.
const DAY_KEYS_FROM: u16 = 32;

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

    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area).beside_notice(look);
        let date = self.today_in_words(look, page.heading.width);
        both_ends(("solemate", look.theme.strong()), (&date, look.theme.quiet()), (page.heading, buf));
        let mut y = self.choice_rows(look, (page.body, buf));
        y += self.first_steps(look, (below(page.body, y), buf));
        if page.body.height < ROOMY {
            y += u16::from(page.body.height > 8);
        }
        let mut list = below(page.body, y);
        if let Some(words) = self.offer(look, list.width) {
            list.height = list.height.saturating_sub(1);
            line(&words, look.theme.quiet(), (Rect { y: list.bottom(), height: 1, ..list }, buf));
            // A blank line between the two where there is room.
            list.height = list.height.saturating_sub(u16::from(list.height > 10));
        }
        if area.height >= DAY_KEYS_FROM && self.scope() == Scope::Home {
            list.height = list.height.saturating_sub(2);
            self.day_keys(look, (Rect { y: page.footer.y.saturating_sub(1), ..page.footer }, buf));
        }
        self.list(look, (list, buf));
        footer(self.scope(), look, (page.footer, buf));
    }

    /// The keys that say what kind of day it is.
    fn day_keys(&self, look: Look, at: (Rect, &mut Buffer)) {
        hints_of(Scope::Home, look, at, |action| match action {
            Action::Mark(DayMark::Swap) => self.choice().sore != Feet::Both,
            Action::Mark(_) | Action::Visit | Action::Health => true,
            _ => false,
        });
    }

    /// What the person says of today, and the date, which is there as long as there is any room for it.
    fn today_in_words(&self, look: Look, width: u16) -> String {
        // Before the day begins it is the one before that is lived, and of which everything here speaks.
        let night = words::night(look.now.wall, look.now.dawn).map_or_else(String::new, |night| format!(" ({night})"));
        let date = |form: &str| look.now.today().format(form).to_string();
        let full = format!("{}{night}", date("%A %-d %B"));
        let marks = self.advice().and_then(|advice| said::today(advice.suggestion.marks));
        let Some(marks) = marks else { return full };
        let room = width.saturating_sub(columns("solemate") + 3);
        let both = |date: &str| format!("{marks} {} {date}", look.theme.signs().between);
        let day = date("%-d %b");
        let ways = [both(&full), both(&date("%a %-d %b")), both(&day), marks.clone()];
        ways.into_iter().find(|words| columns(words) <= room).unwrap_or(day)
    }

    /// What is offered below the list, one thing at a time.
    fn offer(&self, look: Look, width: u16) -> Option<String> {
        let key = |action| look.key(Scope::Home, action);
        let (yes, no) = (key(Action::Yes), key(Action::Back));
        // Each of them in all its words, and in fewer where these have no room.
        let ways: Vec<String> = match self.offered(look.now)? {
            Offered::FirstSteps => vec![format!("First steps this morning? {}", key(Action::Rate))],
            Offered::Level(level) => vec![
                format!("Level {} is open to you: {yes} goes up, {no} stays where you are", level.number()),
                format!("Level {}? {yes} yes, {no} not yet", level.number()),
            ],
            Offered::Health => self.health_ways(&key(Action::Health)).into(),
            Offered::Word(word) => {
                let [wide, short] = said::word(word, self.limits());
                match word {
                    Word::Ease => {
                        vec![format!("{wide} {yes} eases off, {no} leaves it"), format!("{short} {yes}, or {no}")]
                    }
                    Word::Back => vec![format!("{wide} {yes} returns, {no} stays"), format!("{short} {yes}, or {no}")],
                    Word::See | Word::Worse | Word::Further | Word::Landed => {
                        vec![format!("{wide} {no} puts it away"), wide, short]
                    }
                }
            }
            Offered::Cues => {
                let check = key(Action::Cues);
                vec![
                    format!("First time here: press {check} to check what you hear and see"),
                    format!("{check}: check what you hear and see"),
                ]
            }
        };
        let last = ways.len().checked_sub(1)?;
        let fits = ways.iter().position(|words| columns(words) <= width).unwrap_or(last);
        ways.into_iter().nth(fits)
    }

    fn health_ways(&self, health: &str) -> [String; 2] {
        match self.is_health_unknown() {
            true => [
                format!("Nine questions about your health, so that what is offered suits: {health}"),
                format!("{health}: nine health questions"),
            ],
            false => [
                format!("Three months on: {health} looks whether your health profile is still right"),
                format!("{health}: is your health profile right?"),
            ],
        }
    }

    /// The routine that is marked, in a few words; says how many rows it took.
    fn choice_rows(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let theme = look.theme;
        if let Some(because) = self.log_only().filter(|_| self.marked().is_none()) {
            return self.log_only_rows(because, look, (area, buf));
        }
        if let Some(flags) = self.flags().filter(|_| self.filter().is_none()) {
            return self.flagged_rows(flags, look, (area, buf));
        }
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
        let when = self.suggested().and_then(|_| self.advice()).map(|advice| said::when(&advice.suggestion));
        let lead = when.map_or(0, |when| columns(when) + 3);
        line(when.unwrap_or_default(), theme.quiet(), (row(area, 0), buf));
        let named = Rect { x: area.x + lead, width: area.width.saturating_sub(lead), ..row(area, 0) };
        line(&summary.name, theme.strong(), (named, buf));
        let totals = self.totals(summary);
        let total = totals.of(self.choice().work);
        let today = match self.choice().work {
            Feet::Both => format!("{total}, one foot {}", totals.left),
            Feet::Left => format!("{total}, left foot only"),
            Feet::Right => format!("{total}, right foot only"),
        };
        let x = area.x + lead + columns(&summary.name) + 3;
        let x_room = area.right().saturating_sub(x);
        let fits = |text: &&String| columns(text) <= x_room;
        if let Some(today) = [today, total.to_string()].iter().find(fits) {
            line(today, theme.text(), (Rect { x, width: x_room, ..row(area, 0) }, buf));
        }
        if let Some(pick) = self.suggested() {
            return 1 + self.reasons((pick, summary), look, (below(area, 1), buf));
        }
        if self.is_held(card) {
            let why = format!("Not listed for your health: {}.", self.outlook(card).hidden);
            let prose = Prose::new(&why, theme.attention());
            let high = prose.height(area.width).min(2);
            prose.render(Rect { height: high, ..below(area, 1) }, buf);
            return if area.height < ROOMY { 1 + high } else { high + 2 };
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

    /// Why it is suggested, what else, and what it is for where there is room; says how many rows it took.
    fn reasons(&self, (pick, summary): (&Pick, &Summary), look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let theme = look.theme;
        if area.height + 1 < ROOMY {
            let why = said::why_in_short(pick);
            let prose = Prose::new(&why, theme.text());
            let rows = prose.height(area.width).clamp(1, 2);
            prose.render(Rect { height: rows, ..area }, buf);
            return rows;
        }
        let second = self.advice().and_then(|advice| advice.suggestion.second.as_ref()).map(said::second);
        let goal = summary.goal.as_deref().filter(|_| area.height > TALL).map(str::to_owned);
        let mut high = 0;
        for (text, style) in [(goal, theme.text()), (Some(said::why(pick)), theme.text()), (second, theme.quiet())] {
            let Some(text) = text else { continue };
            let prose = Prose::new(&text, style);
            let rows = prose.height(area.width).min(2);
            prose.render(Rect { height: rows, ..below(area, high) }, buf);
            high += rows;
        }
        high + 1
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
        match card.origin {
            Origin::Personal(_) => parts.push("yours".into()),
            Origin::Draft => parts.push("draft, not saved yet: Enter opens it".into()),
            Origin::Shipped => {}
        }
        if card.hidden {
            parts.push("hidden: x lists it again".into());
        }
        parts.join(&format!(" {} ", look.theme.signs().between))
    }

    fn list(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
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
