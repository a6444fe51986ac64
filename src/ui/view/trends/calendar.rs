//! The days on which something was done: a column a week, a row for each day of the week, and the minutes of each week.

use std::time::Duration;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Look;
use super::super::page::{below, line, row};
use super::said::say;
use crate::domain::body::Side;
use crate::domain::trend::{Day, Diary, Measure};
use crate::domain::words::nearest_minutes;
use crate::ui::widget::text::{Prose, columns, fit};

/// Columns of the names of days.
const LABEL: u16 = 5;

/// Columns of a week: with some air where there is room for it, and for the minutes below it.
const AIRY: u16 = 5;
const TIGHT: u16 = 2;
const WIDEST: u16 = 8;

/// The most rows of a day that tells nothing, and the rows of a calendar that are no days: months, minutes, signs, and what
/// is known of a day.
const AIRY_ROWS: u16 = 3;
const BELOW: u16 = 5;

/// The fewest columns and rows of a day that tells its minutes and its mornings, and the most that such a day takes.
const TOLD: u16 = 9;
const TOLD_ROWS: u16 = 3;
const MOST: u16 = 16;
const MOST_ROWS: u16 = 6;

/// From so many rows on the minutes of each week are told.
const WITH_MINUTES: u16 = 12;

/// The weeks that are in sight.
struct Weeks {
    start: NaiveDate,
    shown: u64,
    /// Columns of each.
    pitch: u16,
    /// Rows of a day.
    step: u16,
    /// Whether a day tells its minutes and its mornings.
    tells: bool,
}

impl Weeks {
    fn of((from, today): (NaiveDate, NaiveDate), Rect { width, height, .. }: Rect) -> Self {
        let monday = |day: NaiveDate| day.week(Weekday::Mon).first_day();
        let newest = monday(today);
        let all = u64::try_from((newest - monday(from)).num_days() / 7 + 1).unwrap_or(1);
        let room = width.saturating_sub(LABEL);
        let high = height.saturating_sub(4) / 7;
        let tells = all <= u64::from(room / TOLD) && high >= TOLD_ROWS;
        let airy = height.saturating_sub(BELOW) / 7;
        let step = if tells { high.min(MOST_ROWS) } else { airy.clamp(1, AIRY_ROWS) };
        let pitch = match u16::try_from(all) {
            Ok(all) if tells => (room / all.max(1)).min(MOST),
            Ok(all) => (room / all.max(1)).clamp(TIGHT, WIDEST),
            Err(_) => TIGHT,
        };
        let shown = all.min((room / pitch).into());
        let start = newest.checked_sub_days(Days::new(7 * shown.saturating_sub(1))).unwrap_or(newest);
        Self { start, shown, pitch, step, tells }
    }

    /// Rows of the months and the days.
    const fn rows(&self) -> u16 {
        1 + 7 * self.step
    }

    /// The row of a day, the first of the week being 0.
    const fn row(&self, day: u16) -> u16 {
        1 + day * self.step
    }

    /// The Mondays, with how far from the left each stands.
    fn mondays(&self) -> impl Iterator<Item = (NaiveDate, u16)> {
        let monday = |week: u64| self.start.checked_add_days(Days::new(7 * week));
        let at = |week| LABEL + u16::try_from(week).unwrap_or(u16::MAX).saturating_mul(self.pitch);
        (0..self.shown).filter_map(move |week| Some((monday(week)?, at(week))))
    }
}

/// Draws the days from one to another, or as many of the last ones as there is room for; of one that is pointed at it says
/// what is known.
pub(super) fn calendar(
    diary: &Diary,
    range: (NaiveDate, NaiveDate),
    pointed: Option<NaiveDate>,
    look: Look,
    (body, buf): (Rect, &mut Buffer),
) {
    let theme = look.theme;
    let (from, today) = range;
    let weeks = Weeks::of(range, body);
    if weeks.shown == 0 || body.height <= weeks.rows() {
        return;
    }
    let names = match weeks.step {
        1 => ["Mon", "", "Wed", "", "Fri", "", "Sun"],
        _ => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    };
    for (day, name) in (0..).zip(names) {
        line(name, theme.quiet(), (row(body, weeks.row(day)), buf));
    }
    months(&weeks, look, (row(body, 0), buf));
    let (all, part, none) = if theme.ascii { ("#", "+", ".") } else { ("■", "◧", "·") };
    for (monday, x) in weeks.mondays() {
        for (n, day) in (0..7).zip(monday.iter_days()).filter(|(_, day)| (from..=today).contains(day)) {
            let y = weeks.row(n);
            let (symbol, style) = match diary.day(day).filter(|day| day.sessions > 0) {
                None => (none, theme.quiet()),
                Some(day) if day.done() >= day.planned() => (all, theme.strong()),
                Some(_) => (part, theme.strong()),
            };
            line(symbol, style, (Rect { x: body.x + x, width: 1, ..row(body, y) }, buf));
            if pointed == Some(day) {
                let beside = |x: u16| Rect { x: body.x + x, width: 1, ..row(body, y) };
                line("[", theme.strong(), (beside(x - 1), buf));
                line("]", theme.strong(), (beside(x + 1), buf));
            }
            if let Some(day) = diary.day(day).filter(|_| weeks.tells) {
                let place = Rect { x: body.x + x, width: weeks.pitch - 1, height: weeks.step - 1, y: body.y + y };
                told(day, look, (place, buf));
            }
        }
    }
    let with_minutes = weeks.pitch >= AIRY && body.height >= WITH_MINUTES;
    if with_minutes {
        minutes(diary, &weeks, range, look, (row(body, weeks.rows()), buf));
    }
    let signs = [
        format!("{all} as planned  {part} shorter  {none} none   "),
        format!("{all} planned {part} shorter {none} none  "),
        format!("{all} all {part} part {none} none  "),
        format!("{all}{part}{none}  "),
        String::new(),
    ];
    let days = counted(diary, &weeks, range);
    // The weeks of the table end today, and have other minutes.
    let mornings = if weeks.tells { "; L, R: first steps" } else { "" };
    let said = if with_minutes { format!("{days}; weeks begin on Monday{mornings}") } else { days.clone() };
    let notes: Vec<String> =
        [said, days].iter().flat_map(|days| signs.each_ref().map(|signs| format!("{signs}{days}"))).collect();
    let fits = |note: &&String| columns(note) <= body.width;
    let Some(note) = notes.iter().find(fits).or(notes.last()) else { return };
    let place = row(body, weeks.rows() + 2 * u16::from(with_minutes));
    line(&fit(note, body.width, theme), theme.quiet(), (place, buf));
    if let Some(day) = pointed {
        let under = below(body, weeks.rows() + 2 * u16::from(with_minutes) + 1);
        read((day, diary), under, look, (body, buf));
    }
}

/// Says what is known of the day that is pointed at: `under` the calendar, or, where it has no room there, in the last rows.
fn read((day, diary): (NaiveDate, &Diary), under: Rect, look: Look, (body, buf): (Rect, &mut Buffer)) {
    let said = [reading(day, diary, false), reading(day, diary, true)];
    let style = look.theme.strong();
    let high = |text: &str| if columns(text) <= body.width { 1 } else { Prose::new(text, style).height(body.width) };
    let [whole, brief] = &said;
    let text = if high(whole) <= under.height { whole } else { brief };
    let high = high(text).min(body.height);
    let top = if high <= under.height { under.y } else { body.bottom() - high };
    let place = Rect { y: top, height: high, ..body };
    for position in place.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
        }
    }
    say(text, style, (place, buf));
}

/// What is known of a day, in more words and in fewer.
fn reading(day: NaiveDate, diary: &Diary, brief: bool) -> String {
    let date = day.format(if brief { "%a %-d %b" } else { "%a %-d %b %Y" });
    let Some(known) = diary.day(day) else { return format!("{date}: nothing done, not rated") };
    let mut said = Vec::new();
    match known.sessions {
        0 => said.push("nothing done".to_owned()),
        sessions => {
            let times = if sessions == 1 { "session" } else { "sessions" };
            let (done, planned) = (nearest_minutes(known.done()), nearest_minutes(known.planned()));
            said.push(format!("{sessions} {times}, {done} of {planned} min"));
        }
    }
    match known.hurts {
        0 => {}
        1 => said.push("it hurt once".to_owned()),
        times => said.push(format!("it hurt {times} times")),
    }
    for measure in Measure::ALL {
        let foot = |side: Side| match (brief, side) {
            (false, side) => side.word(),
            (true, Side::Left) => "L",
            (true, Side::Right) => "R",
        };
        let rated = |side: Side| known.rating(measure, side).map(|pain| format!("{} {}", foot(side), pain.value()));
        let feet: Vec<String> = Side::BOTH.into_iter().filter_map(rated).collect();
        if !feet.is_empty() {
            let what = match (brief, measure) {
                (true, Measure::DayAverage) => "average",
                _ => measure.short(),
            };
            said.push(format!("{what} {}", feet.join(", ")));
        }
    }
    said.extend(known.events().map(|mark| mark.text.to_string()));
    format!("{date}: {}", said.join("; "))
}

/// The minutes of a day beside its sign, below it the first steps of each foot, and how often it hurt.
fn told(day: &Day, look: Look, (place, buf): (Rect, &mut Buffer)) {
    let beside = Rect { x: place.x + 2, width: place.width.saturating_sub(2), ..row(place, 0) };
    if day.sessions > 0 {
        line(&format!("{}m", nearest_minutes(day.done())), look.theme.text(), (beside, buf));
    }
    for (x, side, letter) in [(0, Side::Left, "L"), (4, Side::Right, "R")] {
        if let Some(pain) = day.rating(Measure::FirstStep, side) {
            let at = Rect { x: place.x + x, width: place.width.saturating_sub(x), ..row(place, 1) };
            line(&format!("{letter}{}", pain.value()), look.theme.side(side), (at, buf));
        }
    }
    if day.hurts > 0 && place.height > 2 {
        let text = if day.hurts == 1 { "it hurt".to_owned() } else { format!("hurt {} x", day.hurts) };
        line(&fit(&text, place.width, look.theme), look.theme.attention(), (row(place, 2), buf));
    }
}

/// The names of months, above the weeks that they begin in.
fn months(weeks: &Weeks, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let mut named_until = 0;
    for (monday, x) in weeks.mondays() {
        let begins_month = monday.day() <= 7;
        // The month that the first week ends in has no room before one that begins soon.
        let soon = monday.checked_add_days(Days::new(7)).is_some_and(|next| next.day() <= 7) && weeks.pitch < 4;
        if ((monday == weeks.start && !soon) || begins_month) && x >= named_until {
            let place = Rect { x: area.x + x, width: area.width.saturating_sub(x), ..area };
            if place.width >= 3 {
                line(&monday.format("%b").to_string(), look.theme.quiet(), (place, buf));
                named_until = x + 4;
            }
        }
    }
}

/// The minutes of each week, below it.
fn minutes(diary: &Diary, weeks: &Weeks, range: (NaiveDate, NaiveDate), look: Look, (area, buf): (Rect, &mut Buffer)) {
    line("min", look.theme.quiet(), (area, buf));
    for (monday, x) in weeks.mondays() {
        let days = monday.iter_days().take(7).filter(|day| (range.0..=range.1).contains(day));
        let done: Duration = days.filter_map(|day| diary.day(day)).map(Day::done).sum();
        let words =
            if done.is_zero() { look.theme.signs().missing.to_owned() } else { nearest_minutes(done).to_string() };
        line(&words, look.theme.text(), (Rect { x: area.x + x, width: weeks.pitch, ..area }, buf));
    }
}

/// On how many days something was done, of those in sight that are known.
fn counted(diary: &Diary, weeks: &Weeks, (from, today): (NaiveDate, NaiveDate)) -> String {
    let known_from = from.max(diary.first().unwrap_or(today));
    let from = weeks.start.max(known_from);
    let days = from.iter_days().take_while(|day| *day <= today);
    let done = days.filter(|day| diary.day(*day).is_some_and(|known| known.sessions > 0)).count();
    let days = format!("{done} of {} days", (today - from).num_days() + 1);
    // What has no room here is in no figure beside it.
    if weeks.start > known_from { format!("{days}, the last {} weeks", weeks.shown) } else { days }
}
