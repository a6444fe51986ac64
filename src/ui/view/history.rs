//! What was done: a list by day, and one record.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::page::{Page, below, both_ends, footer, line, row};
use super::{Look, record};
use crate::domain::body::Side;
use crate::domain::history::{BeforeAfter, Row, RowKind};
use crate::domain::record::{Pain, PainKind, Rating};
use crate::domain::time::{clock, day_of};
use crate::domain::words;
use crate::ui::effect::Opened;
use crate::ui::list::Scroll;
use crate::ui::screen::history::History;
use crate::ui::widget::text::{Prose, fit};

impl History {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area);
        match self.opened() {
            Some((opened, scroll)) => opened_view(opened, scroll, look, &page, buf),
            None => self.list(look, &page, buf),
        }
        footer(self.scope(), look, (page.footer, buf));
    }

    fn list(&self, look: Look, page: &Page, buf: &mut Buffer) {
        let theme = look.theme;
        let count = match self.rows().len() {
            0 => String::new(),
            n => format!("{} of {n}", self.cursor().marked() + 1),
        };
        both_ends(("History", theme.strong()), (&count, theme.quiet()), (page.heading, buf));
        let mut body = page.body;
        if let Some(trouble) = self.trouble() {
            line(trouble, theme.attention(), (row(body, 0), buf));
            body = below(body, 1);
        }
        if !self.is_read() {
            line("Reading.", theme.quiet(), (row(body, 0), buf));
            return;
        }
        if self.rows().is_empty() {
            let text = "Nothing yet. After your first session it stands here, with what was planned and done, and how \
                        your feet felt before and after. Press q, choose a routine, and press Enter.";
            Prose::new(text, theme.text()).render(body, buf);
            return;
        }
        let first = self.cursor().first_shown(body.height.into());
        let rows = self.rows();
        for (y, number) in (first..rows.len()).take(body.height.into()).enumerate() {
            let Some(entry) = rows.get(number) else { break };
            let day = day_of(entry.at);
            let new_day = y == 0 || rows.get(number.wrapping_sub(1)).is_none_or(|above| day_of(above.at) != day);
            let at = row(body, u16::try_from(y).unwrap_or(u16::MAX));
            entry_line(entry, new_day, number == self.cursor().marked(), look, (at, buf));
        }
    }
}

fn entry_line(entry: &Row, new_day: bool, marked: bool, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let (plain, quiet) = if marked { (theme.selected(), theme.selected()) } else { (theme.text(), theme.quiet()) };
    if marked {
        buf.set_style(area, theme.selected());
        line(theme.signs().here, plain, (area, buf));
    }
    let wide = area.width >= 70;
    let day_width = if wide { 16 } else { 7 };
    let day = entry.at.format(if wide { "%a %-d %b %Y" } else { "%-d %b" }).to_string();
    let at = |x: u16| Rect { x: area.x + x, width: area.width.saturating_sub(x), ..area };
    if new_day || marked {
        line(&day, quiet, (at(2), buf));
    }
    let mut x = 2 + day_width;
    if wide {
        line(&entry.at.format("%H:%M").to_string(), quiet, (at(x), buf));
        x += 7;
    }
    match &entry.what {
        RowKind::Session { name, planned, lived, ending, pain, .. } => {
            let roomy = area.width >= 96;
            let time = if roomy { words::of(*lived, *planned) } else { clock(words::whole(*lived)) };
            let (time_width, pain_width) = if roomy { (14, 31) } else { (6, if wide { 18 } else { 0 }) };
            let name_width = area.width.saturating_sub(x + time_width + pain_width + 4);
            line(&fit(name, name_width, theme), plain, (at(x), buf));
            x += name_width + 1;
            line(&format!("{time:>w$}", w = usize::from(time_width)), plain, (at(x), buf));
            x += time_width + 3;
            let pain: Vec<String> = Side::BOTH.iter().filter_map(|side| moment(*side, pain.of(*side), roomy)).collect();
            let words = if pain.is_empty() { words::ending(*ending).to_owned() } else { pain.join("  ") };
            line(&fit(&words, pain_width, theme), quiet, (at(x), buf));
        }
        RowKind::Rating(rating) => {
            let (kind, side, value) = (kind(rating.kind), rating.side.word(), rating.value.value());
            let text =
                if wide { format!("{kind} pain, {side} foot: {value}") } else { format!("{kind}, {side}: {value}") };
            line(&fit(&text, area.width.saturating_sub(x), theme), plain, (at(x), buf));
        }
    }
}

/// Pain before and after, as a moment: `left 5 then 3`, or `L 5 3` where room is short. Missing stays missing.
fn moment(side: Side, pain: BeforeAfter, roomy: bool) -> Option<String> {
    let number = |pain: Option<Pain>| pain.map_or_else(|| "·".into(), |pain| pain.value().to_string());
    let (before, after) = (number(pain.before), number(pain.after));
    let text = match (roomy, side) {
        (true, side) => format!("{} {before} then {after}", side.word()),
        (false, Side::Left) => format!("L {before} → {after}"),
        (false, Side::Right) => format!("R {before} → {after}"),
    };
    (pain != BeforeAfter::default()).then_some(text)
}

const fn kind(kind: PainKind) -> &'static str {
    match kind {
        PainKind::FirstStep => "first-step",
        PainKind::DayAverage => "day-average",
        PainKind::NowBefore => "before",
        PainKind::NowDuring => "during",
        PainKind::NowAfter => "after",
    }
}

fn opened_view(opened: &Opened, scroll: &Scroll, look: Look, page: &Page, buf: &mut Buffer) {
    let theme = look.theme;
    let done = &opened.record;
    let when = done.started.format("%A %-d %B %Y, %H:%M").to_string();
    both_ends((&done.name, theme.strong()), (&when, theme.quiet()), (page.heading, buf));
    let between = format!(" {} ", theme.signs().between);
    let mut facts = vec![words::of(done.lived, done.planned)];
    if !words::ending(done.ending).is_empty() {
        facts.push(words::ending(done.ending).into());
    }
    if !done.paused.is_zero() {
        facts.push(format!("paused {}", clock(words::whole(done.paused))));
    }
    let facts = facts.join(&between);
    let facts = Prose::new(&facts, theme.text());
    let mut y = facts.height(page.body.width);
    facts.render(page.body, buf);
    for side in Side::BOTH {
        let value = |kind| opened.ratings.iter().rev().find(|r| r.side == side && r.kind == kind).map(|r| r.value);
        let mut text = words::before_after(value(PainKind::NowBefore), value(PainKind::NowAfter));
        let during = |r: &&Rating| r.side == side && r.kind == PainKind::NowDuring;
        if let Some(most) = opened.ratings.iter().filter(during).map(|r| r.value.value()).max() {
            let between = if text.is_empty() { "" } else { between.as_str() };
            text = format!("{text}{between}at most {most} during");
        }
        if !text.is_empty() {
            y += record::beside((side.word(), theme.side(side)), &text, look, (below(page.body, y), buf));
        }
    }
    y += record::hurts(done, look, (below(page.body, y), buf));
    for note in opened.notes.iter().filter(|note| !note.text.is_empty()) {
        let prose = Prose::new(&note.text, theme.text());
        let high = prose.height(page.body.width);
        prose.render(Rect { height: high, ..below(page.body, y) }.intersection(page.body), buf);
        y += high;
    }
    y += u16::from(page.body.height >= 14);
    let room = below(page.body, y);
    let most = record::height(done, true).saturating_sub(room.height);
    record::table(done, true, scroll.top(most), look, (room, buf));
}
