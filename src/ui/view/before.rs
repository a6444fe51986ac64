//! Before a session: the five questions, or pain now and what is about to be done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, below, both_ends, footer, line, row};
use super::too_small;
use crate::domain::body::{Feet, Side};
use crate::domain::safety::{QUESTIONS, advice};
use crate::domain::text::Clean;
use crate::domain::time::clock;
use crate::domain::words::{self, health};
use crate::ui::keymap::{Action, Scope};
use crate::ui::rating::Ratings;
use crate::ui::screen::before::{Before, Stage};
use crate::ui::widget::scale::{PainScale, ROWS};
use crate::ui::widget::text::{Facts, MEASURE, Prose, columns, wrap};

/// Asked where something was said earlier on this day, in all its words.
const AGAIN: &str = "You said so today. Is it still so? Its number takes it back.";

impl Before {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area);
        let total = if self.is_held() { String::new() } else { clock(self.plan().total()) };
        both_ends((&self.routine().name, look.theme.strong()), (&total, look.theme.quiet()), (page.heading, buf));
        match self.stage() {
            Stage::Check => self.check(look, (page.body, buf)),
            Stage::Stopped => self.stopped(look, (page.body, buf)),
            Stage::Held => self.held(look, (page.body, buf)),
            Stage::Ready => self.ready(look, (page.body, buf)),
        }
        footer(self.scope(), look, (page.footer, buf));
    }

    fn check(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let roomy = area.height >= 14;
        let again = [AGAIN, "You said so today. Is it still so?"];
        let title = match self.is_flagged() {
            true => again.into_iter().find(|title| columns(title) <= area.width).unwrap_or(again[1]),
            false => "Is any of this so today?",
        };
        line(title, theme.strong(), (row(area, 0), buf));
        let mut y = 1 + u16::from(roomy);
        for (number, (question, yes)) in QUESTIONS.iter().zip(self.answers()).enumerate() {
            let mark = if *yes { "yes" } else { theme.signs().missing };
            let style = if *yes { theme.attention() } else { theme.text() };
            let number = format!("{}  {mark:<3}  ", number + 1);
            line(&number, if *yes { style } else { theme.quiet() }, (row(area, y), buf));
            let room = Rect { x: area.x + 8, width: area.width.saturating_sub(8), ..below(area, y) };
            let prose = Prose::new(question, style);
            let high = prose.height(room.width);
            prose.render(Rect { height: high.min(room.height), ..room }, buf);
            y += high + u16::from(roomy && area.height >= 20);
        }
        y += u16::from(roomy);
        let means = if self.answers().contains(&true) { "what that means." } else { "none of these." };
        let enter = format!("{}: {means}", look.key(Scope::Check, Action::Open));
        let key = look.key(Scope::Check, Action::Painkillers);
        let (wide, short, style) = match self.painkillers() {
            Some(true) => ("strong painkillers today: one level lighter.", "painkillers", theme.attention()),
            _ => ("strong painkillers today?", "painkillers?", theme.quiet()),
        };
        let (wide, short) = (format!("{key}: {wide}"), format!("{key}: {short}"));
        if y + 1 < area.height {
            line(&enter, theme.strong(), (row(area, y), buf));
            y += 1 + u16::from(roomy);
            line(&wide, style, (row(area, y), buf));
        } else {
            both_ends((&enter, theme.strong()), (&short, style), (row(area, y), buf));
        }
        if roomy {
            let about = "solemate guides self-care. It cannot tell you why your heel hurts.";
            Prose::new(about, theme.quiet()).render(below(area, y + 2), buf);
        }
    }

    fn stopped(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let gap = u16::from(area.height >= ROOM_FOR_TWO);
        let lines: Vec<&str> = advice(*self.answers()).flat_map(|text| wrap(text, area.width.min(MEASURE))).collect();
        let all = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        // What was said comes first; the scales have what is left, and at least the rows in which they can be read.
        let least = if self.ratings().feet() == Feet::Both { SCALES_OF_TWO } else { SCALES_OF_ONE };
        let room = area.height.saturating_sub(1 + 2 * gap + least).min(all);
        let top = self.scroll().top(all - room);
        let more = more_below(all - room - top, top, (Scope::Stopped, look));
        both_ends(("No session today.", theme.strong()), (&more, theme.attention()), (row(area, 0), buf));
        for (y, text) in (0..room).zip(lines.iter().skip(top.into())) {
            line(text, theme.text(), (row(area, 1 + gap + y), buf));
        }
        let under = 1 + gap + room + gap;
        let title = "Pain now, if you want to keep it";
        scales(self.ratings(), title, look, (below(area, under), buf));
    }

    /// What speaks against it, and the way on.
    fn held(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let outlook = &self.fit().outlook;
        let title = health::held(outlook);
        let fits = columns(&title) <= area.width;
        line(if fits { &title } else { "Not for now, for your health." }, theme.strong(), (row(area, 0), buf));
        let mut y = 1 + u16::from(area.height >= ROOM_FOR_TWO);
        let mut put = |text: &str, style, buf: &mut Buffer| {
            let prose = Prose::new(text, style);
            let room = below(area, y);
            y += prose.height(area.width);
            prose.render(room, buf);
        };
        for text in outlook.hidden.advice() {
            put(text, theme.text(), buf);
        }
        let roomy = area.height >= 14;
        if outlook.log_only {
            y += 1;
            scales(self.ratings(), "Pain now, if you want to keep it", look, (below(area, y), buf));
            return;
        }
        let anyway = look.key(Scope::Held, Action::Anyway);
        let text =
            format!("Too little of it is left. You know yourself best: {anyway} starts it as on paper, this once.");
        if roomy {
            put(" ", theme.quiet(), buf);
        }
        put(&text, theme.quiet(), buf);
    }

    fn ready(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        if self.plan().is_empty() {
            let sides = look.key(Scope::Before, Action::Sides);
            let text =
                format!("Nothing in this routine is for the side chosen today. Press {sides} to choose other sides.");
            Prose::new(&text, theme.attention()).render(area, buf);
            return;
        }
        let routine = self.routine();
        let equipment = routine.equipment.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ");
        let steps = self.plan().steps.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(", ");
        let time = format!("{}, {}", clock(self.plan().total()), words::sides(self.plan().choice));
        let mut rows =
            vec![("sides", time.as_str()), ("at hand", if equipment.is_empty() { "nothing" } else { &equipment })];
        if let Some(goal) = routine.goal.as_deref() {
            rows.insert(0, ("for", goal));
        }
        rows.push(("steps", &steps));
        let explained = self.explained(look);
        rows.splice(0..0, explained.iter().map(|(word, text)| (*word, text.as_str())));
        let longest = self.plan().segments.iter().map(|segment| segment.length).max().unwrap_or_default();
        let enlarge = too_small(longest, look.distance, buf.area.as_size());
        if let Some(enlarge) = &enlarge {
            rows.insert(0, ("seen", enlarge));
        }
        let offered = self.offered(look);
        let offered: Vec<Prose<'_>> = offered.iter().map(|text| Prose::new(text, theme.attention())).collect();
        let over: u16 = offered.iter().map(|prose| prose.height(area.width) + 1).sum();
        let facts = Facts::new(&rows, theme);
        // What is otherwise than on paper comes before what a number means: the scales have what is left, and at least the
        // rows in which they can be read.
        let first = explained.len() + usize::from(enlarge.is_some());
        let told = rows.get(..first).map_or(0, |rows| Facts::new(rows, theme).height(area.width));
        let wanted = over + told;
        let feet = self.ratings().feet();
        let least = if feet == Feet::Both { SCALES_OF_TWO } else { SCALES_OF_ONE };
        let is_short = !explained.is_empty() && scales_height(feet, area) + wanted > area.height;
        let high = if is_short { area.height.saturating_sub(wanted).max(least) } else { area.height };
        let mut y = scales(self.ratings(), TITLE, look, (Rect { height: high.min(area.height), ..area }, buf));
        for prose in offered {
            let high = prose.height(area.width);
            prose.render(Rect { height: high, ..below(area, y) }.intersection(area), buf);
            y += high + 1;
        }
        let room = below(area, y);
        let top = self.scroll().top(facts.height(area.width).saturating_sub(room.height));
        let more = facts.height(area.width).saturating_sub(room.height + top);
        let more = more_below(more, top, (Scope::Before, look));
        let style = if told > room.height { theme.attention() } else { theme.quiet() };
        both_ends((TITLE, theme.strong()), (&more, style), (row(area, 0), buf));
        facts.from_line(top).render(room, buf);
    }
}

impl Before {
    /// What may be done in its place.
    fn offered(&self, look: Look) -> Vec<String> {
        let mut offered = Vec::new();
        if let Some(offer) = self.offer() {
            let (open, stay) = (look.key(Scope::BeforeRuled, Action::Open), look.key(Scope::BeforeRuled, Action::Stay));
            offered.push(format!("{} {open} takes it, {stay} stays with {}.", offer.in_words(), self.routine().name));
        }
        if self.offers_gentle() {
            let from = self.limits().gentle;
            let (gentle, open) = (look.key(Scope::Before, Action::Gentle), look.key(Scope::Before, Action::Open));
            offered.push(format!(
                "{from} or more: Gentle Day may suit today better. Press {gentle} for it, or {open} for this one."
            ));
        }
        offered
    }

    /// What is otherwise than on paper. Where the health profile has something to say, the key by which it does not
    /// count this once, or counts again.
    fn explained(&self, look: Look) -> Vec<(&'static str, String)> {
        let key = look.key(Scope::Before, Action::Anyway);
        let mut lines = self.fit().explained();
        if self.is_anyway() {
            lines.insert(0, ("health", format!("as on paper, this once; {key} goes by your health profile again")));
        } else if let Some((_, first)) = lines.first_mut().filter(|_| !self.fit().outlook.because().is_empty()) {
            let end = if first.ends_with('.') { " " } else { "; " };
            first.push_str(&format!("{end}{key}: as on paper"));
        }
        lines
    }
}

/// What stands over the scales before a session.
const TITLE: &str = "Pain now";

/// How many lines more there are to read, and the key to them, or the way back.
pub(super) fn more_below(more: u16, top: u16, (scope, look): (Scope, Look)) -> String {
    match more {
        0 if top > 0 => format!("{}: back up", look.key(scope, Action::Up)),
        0 => String::new(),
        more => format!("{}: {more} more below", look.key(scope, Action::Down)),
    }
}

/// Rows in which the scales of two feet can be read, and that of one, with their title.
const SCALES_OF_TWO: u16 = 3;
const SCALES_OF_ONE: u16 = 4;

/// Rows below which each of two scales takes two of them.
pub(super) const ROOM_FOR_TWO: u16 = 14;

/// Rows below which the scales of two feet take one row each, without what a number means.
const LEAST_FOR_TWO: u16 = 7;

/// The scales of the feet that are asked about, side by side where there is room; says how many rows they took.
pub(super) fn scales(ratings: &Ratings, title: &str, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
    let theme = look.theme;
    let values = ratings.values();
    let gap = u16::from(area.height >= ROOM_FOR_TWO);
    line(title, theme.strong(), (row(area, 0), buf));
    let top = 1 + gap;
    let beside = are_beside(ratings.feet(), area);
    if ratings.feet() == Feet::Both && area.height < LEAST_FOR_TWO {
        for (y, side) in (1..).zip(Side::BOTH) {
            let focused = ratings.focus() == side;
            let mark = if focused { theme.signs().here } else { " " };
            line(&format!("{mark} {}", side.word().to_uppercase()), theme.side(side), (row(area, y), buf));
            let place = Rect { x: area.x + 8, width: area.width.saturating_sub(8), ..row(area, y) };
            PainScale::new(values.of(side), theme).focused(focused).render(place.intersection(area), buf);
        }
        return SCALES_OF_TWO;
    }
    if !beside && area.height < ROOM_FOR_TWO {
        return tight(ratings, look, (below(area, 1), buf)) + 1;
    }
    for side in Side::BOTH.into_iter().filter(|side| ratings.feet().include(*side)) {
        let both = ratings.feet() == Feet::Both;
        let focused = ratings.focus() == side;
        let rows = scale_rows(ratings.feet(), area);
        let half = area.width / 2;
        let place = match (both && beside, side) {
            (true, Side::Left) => Rect { width: half, ..below(area, top) },
            (true, Side::Right) => Rect { x: area.x + half, width: area.width - half, ..below(area, top) },
            (false, Side::Right) if both => below(area, top + 1 + rows + gap),
            (false, _) => below(area, top),
        };
        let mark = if focused { theme.signs().here } else { " " };
        let label = format!("{mark} {} FOOT", side.word().to_uppercase());
        line(&label, theme.side(side), (row(place, 0), buf));
        let scale = Rect { height: rows.min(place.height.saturating_sub(1)), ..below(place, 1) };
        PainScale::new(values.of(side), theme).focused(focused).render(scale, buf);
    }
    scales_height(ratings.feet(), area)
}

/// How many rows the scales take of a room.
fn scales_height(feet: Feet, area: Rect) -> u16 {
    let (gap, beside) = (u16::from(area.height >= ROOM_FOR_TWO), are_beside(feet, area));
    if feet == Feet::Both && area.height < LEAST_FOR_TWO {
        return SCALES_OF_TWO;
    }
    if !beside && area.height < ROOM_FOR_TWO {
        return LEAST_FOR_TWO;
    }
    let one = 1 + scale_rows(feet, area) + gap;
    1 + gap + if beside { one } else { 2 * one }
}

/// Whether the scales of two feet stand side by side, as that of one does.
fn are_beside(feet: Feet, area: Rect) -> bool {
    area.width >= 76 || feet != Feet::Both
}

/// Rows of one scale.
fn scale_rows(feet: Feet, area: Rect) -> u16 {
    let compact = area.height < if feet == Feet::Both { ROOM_FOR_TWO } else { 9 };
    if compact { 2 } else { ROWS }
}

/// Both feet in four rows, or six: beside each the word for its number, and below them what that of the foot in focus means, or
/// of the other one while that has none.
fn tight(ratings: &Ratings, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
    let theme = look.theme;
    for (side, y) in Side::BOTH.into_iter().zip([0, 2]) {
        let focused = ratings.focus() == side;
        let value = ratings.values().of(side);
        let mark = if focused { theme.signs().here } else { " " };
        let label = format!("{mark} {} FOOT", side.word().to_uppercase());
        line(&label, theme.side(side), (row(area, y), buf));
        let (word, style) = value
            .map_or(("not rated", theme.quiet()), |pain| (pain.label(), theme.band(pain.band()).patch(theme.strong())));
        let x = columns(&label) + 3;
        let beside = Rect { x: area.x + x, width: area.width.saturating_sub(x), ..row(area, y) };
        line(word, style, (beside.intersection(area), buf));
        PainScale::new(value, theme).focused(focused).render(row(area, y + 1), buf);
    }
    let values = ratings.values();
    if let Some(pain) = values.of(ratings.focus()).or(values.left).or(values.right) {
        let text = format!("{}: {}", pain.label(), pain.meaning());
        let meaning = Rect { x: area.x + 1, width: area.width.saturating_sub(1), height: 2, ..below(area, 4) };
        Prose::new(&text, theme.quiet()).render(meaning.intersection(area), buf);
        return 6;
    }
    4
}
