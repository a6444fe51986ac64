//! What was done each day, and above it the number of the next morning: a lane for each foot, a column or more for each
//! day. Numbers stand higher the more it hurt; a morning without a rating is a gap, a day without work a small dot.
//!
//! ```text
//! LEFT        6   5
//!           5   5   4 4   3        first steps of the morning after
//!  28 min ▅ █ ▅ · █ █ · ▅ █ ·      that day's work
//!         ╵1 Sep        ╵8 Sep
//! ```

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::text::columns;
use super::{dab, on_screen, write};
use crate::domain::body::Side;
use crate::domain::trend::Response;
use crate::ui::theme::Theme;

/// Columns of the words at the left.
const GUTTER: u16 = 8;

/// The fewest rows of one foot: three of numbers, two of bars.
const LANE: u16 = 5;

/// The most columns of one day.
const WIDEST: u16 = 4;

/// Columns that a date wants, with some air.
const DATE: u32 = 10;

/// The days of some feet, as many of the last ones as there is room for.
#[derive(Clone, Debug)]
pub struct Lanes<'a> {
    feet: &'a [(Side, &'a [Response])],
    cursor: Option<NaiveDate>,
    theme: &'a Theme,
}

impl<'a> Lanes<'a> {
    /// These feet, each with the same days.
    pub const fn new(feet: &'a [(Side, &'a [Response])], theme: &'a Theme) -> Self {
        Self { feet, cursor: None, theme }
    }

    /// A day to be pointed at, and to be in sight.
    #[must_use]
    pub const fn cursor(mut self, day: Option<NaiveDate>) -> Self {
        self.cursor = day;
        self
    }

    /// The smallest picture of so many feet that says anything, in rows.
    pub fn least(feet: usize) -> u16 {
        LANE.saturating_mul(u16::try_from(feet).unwrap_or(u16::MAX)).saturating_add(1)
    }

    /// The days that are in sight in a picture so wide, and how many there are: the last ones, or those from the one on
    /// that is pointed at.
    pub fn shown(&self, width: u16) -> (&'a [Response], usize) {
        let Some((_, days)) = self.feet.first() else { return (&[], 0) };
        let room = usize::from(width.saturating_sub(GUTTER) / column_of(width, days.len()));
        let last = days.len().saturating_sub(room);
        let pointed = self.cursor.map(|day| days.partition_point(|response| response.day < day));
        let start = pointed.map_or(last, |place| place.min(last));
        (days.get(start..(start + room).min(days.len())).unwrap_or_default(), days.len())
    }
}

/// Columns of one day, of so many in a picture so wide.
fn column_of(width: u16, days: usize) -> u16 {
    let days = u16::try_from(days.max(1)).unwrap_or(u16::MAX);
    (width.saturating_sub(GUTTER) / days).clamp(1, WIDEST)
}

/// Where the lane of one foot is.
#[derive(Clone, Copy)]
struct Lane {
    area: Rect,
    /// Rows of numbers; the others are bars.
    numbers: u16,
    /// Columns of one day.
    column: u16,
    /// The most minutes of any day in sight.
    most: u64,
}

impl Widget for Lanes<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        let (days, all) = self.shown(area.width);
        let Some(first) = days.first().map(|response| response.day) else { return };
        if area.height < Self::least(self.feet.len()) || area.width < GUTTER + 8 {
            return;
        }
        let column = column_of(area.width, all);
        let feet = u16::try_from(self.feet.len()).unwrap_or(1).max(1);
        let high = (area.height - 1) / feet;
        let in_sight = |responses: &'_ [Response]| {
            let start = responses.partition_point(|response| response.day < first);
            start..(start + days.len()).min(responses.len())
        };
        let of_foot = |responses: &'_ [Response]| responses.get(in_sight(responses)).map_or(0, most_of);
        let most = self.feet.iter().map(|(_, responses)| of_foot(responses)).max().unwrap_or(0);
        for (n, (side, responses)) in (0..feet).zip(self.feet) {
            // The lanes stand a row apart where there is room for that.
            let air = u16::from(n + 1 < feet && high > LANE + 1);
            let lane = Rect { y: area.y + n * high, height: high - air, ..area };
            let bars = (lane.height / 3).max(2);
            let lane = Lane { area: lane, numbers: lane.height - bars, column, most };
            self.lane(*side, responses.get(in_sight(responses)).unwrap_or_default(), lane, buf);
        }
        let bottom = area.y + feet * high;
        self.dates(days, Rect { y: bottom, height: 1, ..area }, column, buf);
    }
}

fn most_of(days: &[Response]) -> u64 {
    days.iter().map(|response| response.minutes()).max().unwrap_or(0)
}

impl Lanes<'_> {
    fn lane(&self, side: Side, days: &[Response], lane: Lane, buf: &mut Buffer) {
        let (theme, area) = (self.theme, lane.area);
        let word = if side == Side::Left { "LEFT" } else { "RIGHT" };
        write(buf, area, (area.x, area.y), (word, theme.side(side)));
        let unit = format!("{:>3} min", lane.most);
        write(buf, area, (area.x, area.y + lane.numbers), (&unit, theme.quiet()));
        for (n, response) in (0..).zip(days) {
            let x = area.x + GUTTER + n * lane.column;
            let wide = if lane.column > 1 { lane.column - 1 } else { 1 };
            if let Some(next) = response.next {
                let digit = match next.value() {
                    10 => 'x',
                    value => char::from(b'0' + value),
                };
                let down = u16::from(10 - next.value()) * lane.numbers / 11;
                let at = (x + (wide - 1) / 2, area.y + down);
                dab(buf, area, at, (digit.encode_utf8(&mut [0; 4]), theme.side(side)));
            }
            self.bar(side, response.minutes(), Rect { x, width: wide, ..area }, lane, buf);
            if self.cursor == Some(response.day) {
                // The colours of the day stay.
                let ground = Style { fg: None, ..theme.selected() };
                buf.set_style(Rect { x, width: wide, ..area }.intersection(buf.area), ground);
            }
        }
    }

    fn bar(&self, side: Side, minutes: u64, at: Rect, lane: Lane, buf: &mut Buffer) {
        let (theme, area) = (self.theme, lane.area);
        let bottom = area.bottom() - 1;
        if minutes == 0 {
            return dab(buf, area, (at.x + (at.width - 1) / 2, bottom), (theme.signs().missing, theme.quiet()));
        }
        // In eighths of a row; anything that was done shows.
        let rows = u64::from(area.height - lane.numbers);
        let eighths = (minutes * rows * 8 / lane.most.max(1)).max(1);
        for n in 0..area.height - lane.numbers {
            let part = eighths.saturating_sub(8 * u64::from(n)).min(8);
            let symbol = match (theme.ascii, part) {
                (_, 0) => break,
                (true, 1..=4) => ":",
                (true, _) => "#",
                (false, part) => ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
                    .get(usize::try_from(part - 1).unwrap_or(7))
                    .copied()
                    .unwrap_or("█"),
            };
            for x in at.left()..at.right() {
                dab(buf, area, (x, bottom - n), (symbol, theme.side(side)));
            }
        }
    }

    fn dates(&self, days: &[Response], area: Rect, column: u16, buf: &mut Buffer) {
        let tick = if self.theme.ascii { "'" } else { "╵" };
        let steps = [1_u32, 2, 7, 14, 28, 56];
        let step = steps.into_iter().find(|step| step * u32::from(column) >= DATE).unwrap_or(56);
        let Some(first) = days.first() else { return };
        for (n, response) in (0..).zip(days) {
            let number = u32::try_from((response.day - first.day).num_days()).unwrap_or(0);
            let words = response.day.format("%-d %b").to_string();
            let x = area.x + GUTTER + n * column;
            if number.is_multiple_of(step) && x + 1 + columns(&words) <= area.right() {
                dab(buf, area, (x, area.y), (tick, self.theme.quiet()));
                write(buf, area, (x + 1, area.y), (&words, self.theme.quiet()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{bears_every_size, rows};
    use super::*;
    use crate::domain::record::Pain;
    use crate::ui::theme::Kind;
    use chrono::Days;
    use std::time::Duration;

    const THEME: Theme = Theme::new(Kind::None);

    /// Days from 1 September on: minutes, and the next morning.
    fn days(all: &[(u64, Option<u8>)]) -> Vec<Response> {
        let first: NaiveDate = "2026-09-01".parse().unwrap();
        let response = |(n, (minutes, next)): (u64, &(u64, Option<u8>))| Response {
            day: first + Days::new(n),
            done: Duration::from_secs(60 * minutes),
            same: None,
            next: next.map(|value| Pain::try_from(value).unwrap()),
        };
        (0..).zip(all).map(response).collect()
    }

    fn drawn(size: (u16, u16), days: &[Response], cursor: Option<&str>, theme: &Theme) -> Vec<String> {
        let feet = [(Side::Left, days)];
        let cursor = cursor.map(|day| day.parse().unwrap());
        rows(size.0, size.1, |area, buf| Lanes::new(&feet, theme).cursor(cursor).render(area, buf))
    }

    #[test]
    fn a_number_stands_over_the_day_before_its_morning_and_what_is_missing_stays_empty() {
        let known = days(&[(20, Some(10)), (10, None), (0, Some(0)), (20, Some(5))]);
        let seen = drawn((24, 6), &known, None, &THEME.in_ascii());
        assert_eq!(seen[0], "LEFT     x");
        assert_eq!(seen[1], "                     5");
        assert_eq!(seen[2], "                 0");
        assert_eq!(seen[3], " 20 min ###         ###");
        assert_eq!(seen[4], "        ### ###  .  ###");
        assert_eq!(seen[5], "        '1 Sep");
    }

    #[test]
    fn the_last_days_are_in_sight_or_the_one_that_is_pointed_at() {
        let known = days(&[(7, Some(3)); 60]);
        let feet = [(Side::Right, &known[..])];
        let first = |cursor: Option<&str>| {
            let cursor = cursor.map(|day| day.parse().unwrap());
            let (shown, all) = Lanes::new(&feet, &THEME).cursor(cursor).shown(38);
            assert_eq!(all, 60);
            (shown.len(), shown[0].day.to_string())
        };
        assert_eq!(first(None), (30, "2026-10-01".to_owned()));
        assert_eq!(first(Some("2026-10-20")), (30, "2026-10-01".to_owned()));
        assert_eq!(first(Some("2026-09-05")), (30, "2026-09-05".to_owned()));
    }

    #[test]
    fn t15_any_size_is_borne() {
        let known = days(&[(28, Some(4)); 90]);
        let feet = [(Side::Left, &known[..]), (Side::Right, &known[..])];
        bears_every_size(|area, buf| {
            Lanes::new(&feet, &THEME).cursor("2026-09-30".parse().ok()).render(area, buf);
        });
        bears_every_size(|area, buf| Lanes::new(&[], &THEME).render(area, buf));
    }
}
