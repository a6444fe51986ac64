//! What was done, by technique and side.

use std::time::Duration;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Look;
use super::super::page::{below, line, row};
use super::side_sign;
use crate::domain::body::{Side, Technique};
use crate::domain::trend::{Diary, Dose, by_technique};
use crate::domain::words::nearest_minutes;
use crate::ui::list::Scroll;
use crate::ui::screen::trends::Trends;
use crate::ui::widget::text::{columns, fit};

/// From so many columns on the weeks stand beside the techniques.
const WIDE: u16 = 150;

impl Trends {
    /// The page of what was done: by technique and side, and in a wide window week by week beside it.
    pub(super) fn done(&self, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        if body.width < WIDE || body.height < ROOM_FOR_HEADS {
            return work(self.doses(), Some(self.scroll()), look, (body, buf));
        }
        let half = body.width / 2;
        let right = Rect { x: body.x + half, width: body.width - half, ..body };
        line("By technique and side", look.theme.strong(), (row(body, 0), buf));
        let left = Rect { width: half.saturating_sub(6), ..below(body, 2) };
        work(self.doses(), Some(self.scroll()), look, (left, buf));
        line("Week by week, each to the day named", look.theme.strong(), (row(right, 0), buf));
        let weeks: Vec<_> = diary.weeks(self.range(), today).take(usize::from(right.height)).collect();
        week_lines(diary, &weeks, look, (below(right, 2), buf));
    }
}

/// Rows from which on the two halves have headings.
const ROOM_FOR_HEADS: u16 = 16;

/// A bar for the minutes of each week, the newest first.
fn week_lines(diary: &Diary, weeks: &[(NaiveDate, NaiveDate)], look: Look, (area, buf): (Rect, &mut Buffer)) {
    let done: Vec<_> = weeks.iter().map(|week| diary.practice(*week, &Side::BOTH)).collect();
    let most = done.iter().map(|(done, _)| *done).max().unwrap_or_default();
    let many = u16::try_from(weeks.len()).unwrap_or(u16::MAX);
    let step = if many.saturating_mul(2) <= area.height { 2 } else { 1 };
    for (n, ((_, to), (done, sessions))) in (0..).zip(weeks.iter().zip(&done)) {
        let y = step * n;
        if y >= area.height {
            return;
        }
        let said = format!(
            "{:<12}{:>9}{:>5} {:<10}",
            to.format("%-d %b %Y").to_string(),
            if done.is_zero() { look.theme.signs().missing.to_owned() } else { minutes(*done) },
            sessions,
            if *sessions == 1 { "session" } else { "sessions" },
        );
        line(&said, look.theme.text(), (row(area, y), buf));
        let bar = Rect { x: area.x + columns(&said), width: area.width.saturating_sub(columns(&said)), ..row(area, y) };
        let part = done.as_secs_f64() / most.as_secs_f64().max(1.0);
        let length = (part * f64::from(bar.width)).round() as usize;
        let fill = look.theme.bar(None);
        line(&fill.symbol.repeat(length), fill.style, (bar, buf));
    }
}

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
    let lines = lines_of(doses);
    let all = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let room = if all <= body.height { body.height } else { body.height.saturating_sub(1) };
    let top = scroll.map_or(0, |scroll| scroll.top(all.saturating_sub(room)));
    // On a page of its own an empty row sets a technique off from the one before, where all have room.
    let firsts = u16::try_from(lines.iter().filter(|(_, is_first)| *is_first).count()).unwrap_or(u16::MAX);
    let air = u16::from(scroll.is_some() && all.saturating_add(firsts) <= body.height);
    let mut y = 0;
    for (n, (dose, is_first)) in (0..room).zip(lines.iter().skip(top.into())) {
        let named = *is_first || n == 0;
        y += if n > 0 && *is_first { air } else { 0 };
        dose_line(dose, named, most, look, (row(body, y), buf));
        y += 1;
    }
    let hidden = all.saturating_sub(top + room);
    if hidden > 0 {
        let words = if hidden == 1 { "and 1 more".to_owned() } else { format!("and {hidden} more") };
        line(&words, theme.quiet(), (row(body, room), buf));
    }
}

/// The sides of a technique below each other; whether a line is the first of its technique.
fn lines_of(doses: &[Dose]) -> Vec<(Dose, bool)> {
    let mut before = None;
    let is_first = |dose: Dose| (dose, before.replace(dose.technique) != Some(dose.technique));
    by_technique(doses).into_iter().map(is_first).collect()
}

/// Below so many columns there is none for a bar.
const CLOSE: u16 = 39;

fn dose_line(dose: &Dose, named: bool, most: Duration, look: Look, (at, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let roomy = at.width >= 60;
    // Without room for a bar the numbers stand close, and the name has what they leave.
    let is_close = at.width < CLOSE;
    let (name_width, side_width, number_width) = match (roomy, is_close) {
        (true, _) => (31, 7, 18),
        (false, false) => (21, 6, 11),
        (false, true) => {
            let numbers = 2 + 2 * columns(&nearest_minutes(most).to_string());
            (at.width.saturating_sub(6 + numbers), 6, numbers)
        }
    };
    let part = |x: u16, width: u16| Rect { x: at.x.saturating_add(x), width, ..at }.intersection(at);
    if named {
        let [long, short] = dose.technique.map_or(["other work"; 2], Technique::apart);
        let name = if roomy { long } else { short };
        line(&fit(name, name_width - 1, theme), theme.text(), (part(0, name_width), buf));
    }
    let style = dose.side.map_or(theme.text(), |side| theme.side(side));
    line(dose.side.map_or("both", side_sign), style, (part(name_width, side_width), buf));
    let unit = if roomy { " min" } else { "" };
    let of = if is_close { "/" } else { " of " };
    let number = format!("{}{of}{}{unit}", nearest_minutes(dose.done), nearest_minutes(dose.planned));
    let number = format!("{number:>w$}", w = usize::from(number_width - u16::from(!is_close)));
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
