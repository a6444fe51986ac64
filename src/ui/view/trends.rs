//! Whether it is getting better, in one look: a picture of the days, and below it what it says, with how many days that
//! rests on.

use std::time::Duration;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, below, both_ends, footer, line, row};
use crate::domain::body::{Side, Technique};
use crate::domain::time::day_of;
use crate::domain::trend::words::PATIENCE;
use crate::domain::trend::{Diary, Measure, Range};
use crate::domain::words;
use crate::ui::screen::trends::{Picture, Trends};
use crate::ui::widget::plot::{LEAST, Plot, Trace};
use crate::ui::widget::text::{Prose, columns, fit};

/// The columns in which `LEFT` and `RIGHT` stand before what is said of a foot.
const FOOT: u16 = 7;

/// Below so many rows there is no room for more than one picture.
const ROOM_FOR_MORE: u16 = 34;

impl Trends {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of_pictures(area);
        let theme = look.theme;
        let name = |range| match range {
            Range::Weeks(weeks) => format!("{weeks} w"),
            Range::All => "all".to_owned(),
        };
        let marked =
            |range| if range == self.range() { format!("[{}]", name(range)) } else { format!(" {} ", name(range)) };
        let ranges = Range::OFFERED.map(marked).join(" ");
        let title = self.picture().name();
        let fits = columns(title) + columns(&ranges) + 2 <= page.heading.width;
        let ranges = if fits { ranges } else { name(self.range()) };
        both_ends((title, theme.strong()), (ranges.trim_end(), theme.quiet()), (page.heading, buf));
        let mut body = page.body;
        if let Some(trouble) = self.trouble() {
            let prose = Prose::new(trouble, theme.attention());
            prose.clone().render(body, buf);
            body = below(body, prose.height(body.width));
        }
        match self.diary() {
            None => line("Reading.", theme.quiet(), (row(body, 0), buf)),
            Some(diary) => self.body(diary, look, (body, buf)),
        }
        footer(self.scope(), look, (page.footer, buf));
    }

    fn body(&self, diary: &Diary, look: Look, (mut body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        if diary.unplaced() > 0 {
            let said = format!("{} entries are dated before 2000 or after today, and in no figure.", diary.unplaced());
            line(&fit(&said, body.width, theme), theme.attention(), (row(body, 0), buf));
            body = below(body, 1);
        }
        if diary.first().is_none() {
            let text = "Nothing yet. Rate the pain of your first steps each morning, about a minute after standing: \
                        `solemate morning 5 2` keeps left 5, right 2. After two weeks this page can say something.";
            Prose::new(text, theme.text()).render(body, buf);
            return;
        }
        let today = day_of(look.now.wall);
        match self.picture() {
            Picture::Pain(measure) if self.is_explained() => {
                Prose::new(measure.explained(), theme.text()).render(body, buf);
            }
            Picture::Pain(measure) if self.is_table() => self.weeks(measure, diary, today, look, (body, buf)),
            Picture::Pain(measure) => self.pain(measure, diary, today, look, (body, buf)),
            Picture::Around => self.around(diary, today, look, (body, buf)),
            Picture::Work => work(diary, self.range(), today, look, (body, buf)),
            Picture::Calendar => calendar(diary, self.range(), today, look, (body, buf)),
        }
    }

    /// The feet that were ever rated in this measure.
    fn traces(&self, measure: Measure) -> Vec<Trace<'_>> {
        let traces =
            Side::BOTH.into_iter().filter_map(|side| Some(Trace { side, series: self.series(measure, side)? }));
        traces.filter(|trace| !trace.series.points().is_empty()).collect()
    }

    fn pain(&self, measure: Measure, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let traces = self.traces(measure);
        if traces.is_empty() {
            let text = match measure {
                Measure::FirstStep => "First steps are not rated yet. `solemate morning 5 2` keeps left 5, right 2.",
                Measure::DayAverage => {
                    "No day's average is rated yet. `solemate log day-average --left 4` keeps one, in the evening."
                }
            };
            Prose::new(text, theme.text()).render(body, buf);
            return;
        }
        let from = self.range().from(today, diary.first());
        let pointed = self.pointed(today);
        let said: Vec<(Side, String)> =
            traces.iter().map(|trace| (trace.side, trace.series.trend(from, today).to_string())).collect();
        let beside = body.width.saturating_sub(FOOT);
        let said_rows: u16 = said.iter().map(|(_, text)| said_height(text, beside)).sum();
        let patience = Prose::new(PATIENCE, theme.quiet());
        let reading = pointed.map(|day| self.reading(measure, diary, day));
        let reading_rows = reading.as_ref().map_or(0, |text| said_height(text, body.width));
        let roomy = body.height >= 16;
        let words = said_rows + patience.height(body.width) + reading_rows + u16::from(roomy);
        let legend = u16::from(roomy);
        let more = if body.height >= ROOM_FOR_MORE { 10 } else { 0 };
        let plot_rows = body.height.saturating_sub(words + legend + more);
        let mut rest = body;
        if plot_rows >= LEAST {
            if roomy {
                self.legend(&traces, look, (row(body, 0), buf));
            }
            let room = Rect { height: plot_rows, ..below(body, legend) };
            Plot::new(&traces, (from, today), measure.meaningful(), theme).cursor(pointed).render(room, buf);
            rest = below(body, legend + plot_rows + u16::from(roomy));
        }
        for (side, text) in &said {
            line(&side.word().to_uppercase(), theme.side(*side), (row(rest, 0), buf));
            let place = Rect { x: rest.x + FOOT.min(rest.width), width: beside, ..rest };
            say(text, theme.text(), (place, buf));
            rest = below(rest, said_height(text, beside));
        }
        if let Some(text) = &reading {
            say(text, theme.strong(), (rest, buf));
            rest = below(rest, reading_rows);
        }
        let patience_rows = patience.height(body.width);
        patience.render(rest, buf);
        if more > 0 {
            let rest = below(rest, patience_rows + 1);
            let half = rest.width / 2;
            line("What was done", theme.strong(), (row(rest, 0), buf));
            work(diary, self.range(), today, look, (Rect { width: half.saturating_sub(3), ..below(rest, 1) }, buf));
            let right = Rect { x: rest.x + half, width: rest.width - half, ..rest };
            line("Days", theme.strong(), (row(right, 0), buf));
            calendar(diary, self.range(), today, look, (below(right, 1), buf));
        }
    }

    fn legend(&self, traces: &[Trace<'_>], look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let mut x = area.x + 5;
        for trace in traces {
            let (dot, dash) = match (trace.side, theme.ascii) {
                (Side::Left, false) => ("●", "──"),
                (Side::Right, false) => ("○", "╌╌"),
                (Side::Left, true) => ("*", "=="),
                (Side::Right, true) => ("o", "--"),
            };
            let what = match self.picture() {
                Picture::Pain(Measure::DayAverage) => "a day",
                _ => "a morning",
            };
            let words = format!("{} {dot} {what} {dash} 7-day median", side_sign(trace.side));
            let at = Rect { x, width: area.right().saturating_sub(x), ..area };
            line(&words, theme.side(trace.side), (at, buf));
            x = x.saturating_add(columns(&words) + 4);
        }
    }

    /// What is known of the day that is pointed at.
    fn reading(&self, measure: Measure, diary: &Diary, day: NaiveDate) -> String {
        let mut said = Vec::new();
        for trace in self.traces(measure) {
            let rated = trace.series.between(day, day).first().map(|point| point.pain.value().to_string());
            let median = trace.series.window(day).map(|window| format!(" (median {})", window.median));
            let rated = rated.unwrap_or_else(|| "not rated".to_owned());
            said.push(format!("{} {rated}{}", trace.side.word(), median.unwrap_or_default()));
        }
        let done = diary.day(day).map_or(Duration::ZERO, crate::domain::trend::Day::done);
        if !done.is_zero() {
            let next = day.succ_opt().map(|next| {
                let rated = |trace: &Trace<'_>| {
                    let point = trace.series.between(next, next).first()?;
                    Some(format!("{} {}", trace.side.word(), point.pain.value()))
                };
                self.traces(measure).iter().filter_map(rated).collect::<Vec<_>>().join(", ")
            });
            let next = next.filter(|next| !next.is_empty()).map_or_else(String::new, |next| match measure {
                Measure::FirstStep => format!(", next morning {next}"),
                Measure::DayAverage => format!(", next day {next}"),
            });
            said.push(format!("{} worked{next}", minutes(done)));
        }
        format!("{}: {}", day.format("%a %-d %b %Y"), said.join(", "))
    }

    /// The same as a table, week by week.
    fn weeks(&self, measure: Measure, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        line("week to         LEFT     RIGHT   minutes  sessions", theme.quiet(), (row(body, 0), buf));
        let weeks: Vec<_> = diary.weeks(self.range(), today).collect();
        let room = below(body, 1);
        let room = Rect { height: room.height.saturating_sub(1), ..room };
        let hidden = u16::try_from(weeks.len()).unwrap_or(u16::MAX).saturating_sub(room.height);
        let top = self.scroll().top(hidden);
        for (y, (from, to)) in (0..room.height).zip(weeks.into_iter().skip(top.into())) {
            let mut text = format!("{:<11}", to.format("%-d %b %Y").to_string());
            for side in Side::BOTH {
                let middle = self.series(measure, side).and_then(|series| series.middle(from, to));
                let cell = middle
                    .map_or_else(|| theme.signs().missing.to_owned(), |(median, days)| format!("{median} ({days})"));
                text.push_str(&format!("{cell:>10}"));
            }
            let (done, sessions) = diary.practice((from, to), &Side::BOTH);
            text.push_str(&format!("{:>9}{sessions:>10}", (done.as_secs() + 30) / 60));
            line(&text, theme.text(), (row(room, y), buf));
        }
        let note = "The median of the rated days, and how many were rated.";
        line(&fit(note, body.width, theme), theme.quiet(), (row(body, body.height.saturating_sub(1)), buf));
    }

    fn around(&self, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let sessions = diary.around(self.range(), today);
        if sessions.is_empty() {
            let text = "No session was rated before and after. Both questions can always be skipped.";
            Prose::new(text, theme.text()).render(body, buf);
            return;
        }
        let room = Rect { height: body.height.saturating_sub(1), ..body };
        let hidden = u16::try_from(sessions.len()).unwrap_or(u16::MAX).saturating_sub(room.height);
        let top = self.scroll().top(hidden);
        for (y, session) in (0..room.height).zip(sessions.iter().skip(top.into())) {
            let at = row(room, y);
            let roomy = at.width >= 90;
            let day = session.at.format(if roomy { "%a %-d %b %Y" } else { "%-d %b" }).to_string();
            line(&day, theme.quiet(), (at, buf));
            let (name_at, name_width) = if roomy { (17, 26) } else { (8, at.width.saturating_sub(8 + 22)) };
            let name = Rect { x: at.x + name_at, width: name_width, ..at };
            line(&fit(&session.name, name_width, theme), theme.text(), (name.intersection(at), buf));
            let said: Vec<String> = Side::BOTH
                .into_iter()
                .filter(|side| session.pain.of(*side).change().is_some())
                .map(|side| {
                    let pain = session.pain.of(side);
                    let number = |pain: Option<crate::domain::record::Pain>| {
                        pain.map_or_else(|| theme.signs().missing.to_owned(), |pain| pain.value().to_string())
                    };
                    if roomy {
                        format!("{} {}", side.word(), words::before_after(pain.before, pain.after))
                    } else {
                        format!(
                            "{} {} {} {}",
                            side_sign(side),
                            number(pain.before),
                            theme.signs().right,
                            number(pain.after)
                        )
                    }
                })
                .collect();
            let x = at.x + name_at + name_width + 2;
            let place = Rect { x, width: at.right().saturating_sub(x), ..at };
            line(&said.join("   "), theme.text(), (place, buf));
        }
        let note = "A moment, not a result. A change of one is about the same.";
        line(&fit(note, body.width, theme), theme.quiet(), (row(body, body.height.saturating_sub(1)), buf));
    }
}

/// Rows that a sentence takes: one where it fits, or else those of a paragraph.
fn said_height(text: &str, width: u16) -> u16 {
    if columns(text) <= width { 1 } else { Prose::new(text, Style::new()).height(width) }
}

fn say(text: &str, style: Style, (area, buf): (Rect, &mut Buffer)) {
    if columns(text) <= area.width {
        line(text, style, (row(area, 0), buf));
    } else {
        Prose::new(text, style).render(area, buf);
    }
}

/// The sign of a side.
const fn side_sign(side: Side) -> &'static str {
    match side {
        Side::Left => "LEFT",
        Side::Right => "RIGHT",
    }
}

/// Whole minutes, the nearest.
fn minutes(span: Duration) -> String {
    format!("{} min", (span.as_secs() + 30) / 60)
}

/// What was done, by technique and side: a bar for what was done, and a line as far as it was planned.
fn work(diary: &Diary, range: Range, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let doses = diary.doses(range, today);
    let most = doses.iter().map(|dose| dose.planned.max(dose.done)).max().unwrap_or_default();
    if most.is_zero() {
        line("Nothing was done in this time.", theme.text(), (row(body, 0), buf));
        return;
    }
    // Techniques stand together, with their sides below each other.
    let mut techniques: Vec<Option<Technique>> = Vec::new();
    for dose in &doses {
        if !techniques.contains(&dose.technique) {
            techniques.push(dose.technique);
        }
    }
    let (name_width, number_width) = if body.width >= 60 { (21, 19) } else { (15, 13) };
    let side_width = 7;
    let bar_width = body.width.saturating_sub(name_width + side_width + number_width + 1);
    let mut y = 0;
    for technique in techniques {
        let mut lines: Vec<_> = doses.iter().filter(|dose| dose.technique == technique).collect();
        lines.sort_by_key(|dose| dose.side);
        for (n, dose) in lines.into_iter().enumerate() {
            let at = row(body, y);
            y += 1;
            if at.is_empty() {
                return;
            }
            let name = technique.map_or("other work", Technique::name);
            if n == 0 {
                line(&fit(name, name_width - 1, theme), theme.text(), (at, buf));
            }
            let side = dose.side.map_or("both", side_sign);
            let style = dose.side.map_or(theme.text(), |side| theme.side(side));
            line(side, style, (Rect { x: at.x + name_width, width: side_width, ..at }.intersection(at), buf));
            let number = if body.width >= 60 {
                format!("{} of {} min", (dose.done.as_secs() + 30) / 60, (dose.planned.as_secs() + 30) / 60)
            } else {
                format!("{} of {}", (dose.done.as_secs() + 30) / 60, (dose.planned.as_secs() + 30) / 60)
            };
            let x = at.x + name_width + side_width;
            let place = Rect { x, width: number_width, ..at }.intersection(at);
            line(&format!("{number:>w$}", w = usize::from(number_width - 1)), theme.text(), (place, buf));
            let part = |span: Duration| (span.as_secs_f64() / most.as_secs_f64() * f64::from(bar_width)).round() as u16;
            let bar = Rect { x: x + number_width, width: bar_width, ..at }.intersection(at);
            let fill = theme.fill(dose.side);
            let (done, planned) = (part(dose.done), part(dose.planned));
            for column in 0..done.max(planned).min(bar.width) {
                let cell = Rect { x: bar.x + column, width: 1, ..bar };
                let (symbol, style) =
                    if column < done { (fill.symbol, fill.style) } else { (theme.signs().line[2], theme.quiet()) };
                line(symbol, style, (cell, buf));
            }
        }
    }
}

/// The days on which something was done: a column a week, a row for each day of the week.
fn calendar(diary: &Diary, range: Range, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let label = 5;
    let columns_of_weeks = u64::from(body.width.saturating_sub(label) / 2);
    if columns_of_weeks == 0 || body.height < 8 {
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
    let (days, of) = {
        let from = range.from(today, diary.first()).max(diary.first().unwrap_or(today));
        let days = diary.days(range, today).filter(|(_, day)| day.sessions > 0).count();
        (days, (today - from).num_days() + 1)
    };
    let note = format!("{all} as planned  {part} shorter  {none} none   {days} of {of} days");
    line(&fit(&note, body.width, theme), theme.quiet(), (row(body, 8), buf));
}
