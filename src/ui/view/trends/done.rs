//! What was done, and on which days.

use std::time::Duration;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Look;
use super::super::page::{line, row};
use super::side_sign;
use crate::domain::body::Technique;
use crate::domain::trend::{Diary, Dose, Range, techniques};
use crate::domain::words::nearest_minutes;
use crate::ui::list::Scroll;
use crate::ui::widget::text::{columns, fit};

/// Minutes in words.
pub(super) fn minutes(span: Duration) -> String {
    format!("{} min", nearest_minutes(span))
}

/// What was done, by technique and side: a bar for what was done, and a line as far as it was planned. Where there is
/// no room for all, it is scrolled, or the rest is counted.
pub(super) fn work(doses: &[Dose], scroll: Option<&Scroll>, look: Look, (body, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let most = doses.iter().map(|dose| dose.planned.max(dose.done)).max().unwrap_or_default();
    if most.is_zero() {
        line("Nothing was done in this time.", theme.text(), (row(body, 0), buf));
        return;
    }
    let lines = by_technique(doses);
    let all = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let room = if all <= body.height { body.height } else { body.height.saturating_sub(1) };
    let top = scroll.map_or(0, |scroll| scroll.top(all.saturating_sub(room)));
    for (y, (dose, is_first)) in (0..room).zip(lines.iter().skip(top.into())) {
        let named = *is_first || y == 0;
        dose_line(dose, named, most, look, (row(body, y), buf));
    }
    let hidden = all.saturating_sub(top + room);
    if hidden > 0 {
        let words = if hidden == 1 { "and 1 more".to_owned() } else { format!("and {hidden} more") };
        line(&words, theme.quiet(), (row(body, room), buf));
    }
}

/// The sides of a technique below each other; whether a line is the first of its technique.
fn by_technique(doses: &[Dose]) -> Vec<(Dose, bool)> {
    let mut lines = Vec::new();
    for technique in techniques(doses) {
        let mut of_it: Vec<Dose> = doses.iter().filter(|dose| dose.technique == technique).copied().collect();
        of_it.sort_by_key(|dose| dose.side);
        lines.extend(of_it.into_iter().enumerate().map(|(n, dose)| (dose, n == 0)));
    }
    lines
}

fn dose_line(dose: &Dose, named: bool, most: Duration, look: Look, (at, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let roomy = at.width >= 60;
    let (name_width, side_width, number_width) = if roomy { (21, 7, 22) } else { (15, 7, 16) };
    let part = |x: u16, width: u16| Rect { x: at.x.saturating_add(x), width, ..at }.intersection(at);
    if named {
        let name = dose.technique.map_or("other work", Technique::name);
        line(&fit(name, name_width - 1, theme), theme.text(), (part(0, name_width), buf));
    }
    let style = dose.side.map_or(theme.text(), |side| theme.side(side));
    line(dose.side.map_or("both", side_sign), style, (part(name_width, side_width), buf));
    let unit = if roomy { " min" } else { "" };
    let number = format!("{} of {}{unit}", nearest_minutes(dose.done), nearest_minutes(dose.planned));
    let number = format!("{number:>w$}", w = usize::from(number_width - 1));
    line(&number, theme.text(), (part(name_width + side_width, number_width), buf));
    let before = name_width + side_width + number_width;
    let bar = part(before, at.width.saturating_sub(before));
    let length = |span: Duration| (span.as_secs_f64() / most.as_secs_f64() * f64::from(bar.width)).round() as u16;
    let (done, planned, fill) = (length(dose.done), length(dose.planned), theme.bar(dose.side));
    for column in 0..done.max(planned).min(bar.width) {
        let cell = Rect { x: bar.x + column, width: 1, ..bar };
        let (symbol, style) =
            if column < done { (fill.symbol, fill.style) } else { (theme.signs().line[2], theme.quiet()) };
        line(symbol, style, (cell, buf));
    }
}

/// The days on which something was done: a column a week, a row for each day of the week.
pub(super) fn calendar(diary: &Diary, range: Range, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let label = 5;
    let columns_of_weeks = u64::from(body.width.saturating_sub(label) / 2);
    if columns_of_weeks == 0 || body.height < 9 {
        return;
    }
    let monday = |day: NaiveDate| day.week(Weekday::Mon).first_day();
    let from = monday(range.from(today, diary.first()));
    let newest = monday(today);
    let weeks = u64::try_from((newest - from).num_days() / 7 + 1).unwrap_or(1);
    let shown = weeks.min(columns_of_weeks);
    let start = newest.checked_sub_days(Days::new(7 * (shown - 1))).unwrap_or(newest);
    for (y, name) in (1..).zip(["Mon", "", "Wed", "", "Fri", "", "Sun"]) {
        line(name, theme.quiet(), (row(body, y), buf));
    }
    let (all, part, none) = if theme.ascii { ("#", "+", ".") } else { ("■", "◧", "·") };
    let mut named_until = 0;
    for week in 0..shown {
        let Some(first) = start.checked_add_days(Days::new(7 * week)) else { break };
        let x = body.x + label + u16::try_from(2 * week).unwrap_or(u16::MAX);
        let begins_month = first.day() <= 7;
        // The month that the first week ends in has no room before one that begins soon.
        let soon = first.checked_add_days(Days::new(7)).is_some_and(|next| next.day() <= 7);
        if ((week == 0 && !soon) || begins_month) && x >= named_until {
            let name = first.format("%b").to_string();
            let place = Rect { x, width: body.right().saturating_sub(x), ..row(body, 0) };
            if place.width >= 3 {
                line(&name, theme.quiet(), (place, buf));
                named_until = x + 4;
            }
        }
        for (y, day) in (1..=7).zip(first.iter_days()) {
            if day > today || day < range.from(today, diary.first()) {
                continue;
            }
            let known = diary.day(day).filter(|day| day.sessions > 0);
            let (symbol, style) = match known {
                None => (none, theme.quiet()),
                Some(day) if day.done() >= day.planned() => (all, theme.strong()),
                Some(_) => (part, theme.strong()),
            };
            line(symbol, style, (Rect { x, width: 1, ..row(body, y) }, buf));
        }
    }
    let known_from = range.from(today, diary.first()).max(diary.first().unwrap_or(today));
    let from = start.max(known_from);
    let days = diary.days(range, today).filter(|(day, known)| *day >= from && known.sessions > 0).count();
    let days = format!("{days} of {} days", (today - from).num_days() + 1);
    // What has no room here is in no figure beside it.
    let days = if start > known_from { format!("{days}, the last {shown} weeks") } else { days };
    let signs = [
        format!("{all} as planned  {part} shorter  {none} none   "),
        format!("{all} planned {part} shorter {none} none  "),
        format!("{all}{part}{none}  "),
        String::new(),
    ];
    let notes = signs.map(|signs| signs + &days);
    let Some(note) = notes.iter().find(|note| columns(note) <= body.width).or(notes.last()) else { return };
    line(&fit(note, body.width, theme), theme.quiet(), (row(body, 8), buf));
}
