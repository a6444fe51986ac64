//! First-step pain on the first page: the days of the last weeks, the newest rating with its day, and the median that the
//! trends name.
//!
//! ```text
//!  First step  LEFT  ⠒⠂⠤⠄⠒ yesterday 2   RIGHT ⠤⠄⠤⠤⠄ yesterday 0
//!  5 weeks           ⠄⠁⠄⠤⠄    median 2         ⠤⠁⠤⠄⠄    median 0
//! ```

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::Look;
use super::super::page::{line, row};
use crate::domain::body::Side;
use crate::domain::record::Pain;
use crate::domain::words;
use crate::ui::screen::home::Home;
use crate::ui::widget::dots::DayDots;
use crate::ui::widget::text::columns;

/// At most so many weeks of ratings are shown.
const WEEKS: u16 = 12;

/// Columns of what it is, and of the air between two feet.
const ABOUT: u16 = 11;
const AIR: u16 = 2;

/// A foot that was rated, with what is said of it in two rows.
struct Foot<'a> {
    side: Side,
    days: &'a [(NaiveDate, Pain)],
    said: [String; 2],
}

impl Home {
    /// First-step pain of the last weeks, for each foot that was rated; says how many rows it took.
    pub(super) fn first_steps(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let today = look.now.today();
        let feet: Vec<Foot> = Side::BOTH.into_iter().filter_map(|side| self.foot(side, today)).collect();
        if feet.is_empty() {
            return 0;
        }
        if area.height < 12 {
            newest(&feet, today, look, (row(area, 0), buf));
            return 1;
        }
        let wide = feet.iter().flat_map(|foot| &foot.said).map(|said| columns(said)).max().unwrap_or(0);
        let count = u16::try_from(feet.len()).unwrap_or(1);
        let signs: u16 = feet.iter().map(|foot| columns(foot.side.word()) + 1).sum();
        let words = ABOUT + signs + count * (1 + wide) + (count - 1) * AIR;
        let room = area.width.saturating_sub(words) / count;
        // Two days share a column; in plain letters each has one.
        let weeks = (if look.theme.ascii { room / 7 } else { 2 * room / 7 }).min(WEEKS);
        let dots = if look.theme.ascii { 7 * weeks } else { (7 * weeks).div_ceil(2) };
        line("First step", look.theme.quiet(), (row(area, 0), buf));
        let told = if weeks == 1 { "1 week".to_owned() } else { format!("{weeks} weeks") };
        if weeks > 0 {
            line(&told, look.theme.quiet(), (row(area, 1), buf));
        }
        let mut x = area.x + ABOUT;
        for foot in &feet {
            let style = look.theme.side(foot.side);
            let at = |x: u16, y: u16| Rect { x, width: area.right().saturating_sub(x), ..row(area, y) };
            line(&foot.side.word().to_uppercase(), style, (at(x, 0), buf));
            x += columns(foot.side.word()) + 1;
            let shown = shown(foot.days, today, 7 * usize::from(weeks));
            DayDots::new(&shown, style, look.theme).render(Rect { x, width: dots, height: 2, ..area }, buf);
            x += dots + 1;
            for (y, (said, style)) in (0..).zip(foot.said.iter().zip([style, look.theme.quiet()])) {
                line(said, style, (at(x + wide - columns(said), y), buf));
            }
            x += wide + AIR;
        }
        3
    }

    fn foot(&self, side: Side, today: NaiveDate) -> Option<Foot<'_>> {
        let days = self.recent().days(side);
        let (newest, pain) = days.last()?;
        let median = self.recent().median(side, today).map_or_else(String::new, |median| format!("median {median}"));
        Some(Foot { side, days, said: [format!("{} {}", words::days_ago(*newest, today), pain.value()), median] })
    }
}

/// The newest day on which a foot was rated, in one line: `First step yesterday  LEFT 2  RIGHT 0`.
fn newest(feet: &[Foot], today: NaiveDate, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let Some(day) = feet.iter().filter_map(|foot| foot.days.last()).map(|(day, _)| *day).max() else { return };
    let about = format!("First step {}", words::days_ago(day, today));
    line(&about, look.theme.quiet(), (area, buf));
    let mut x = area.x + columns(&about) + 2;
    for foot in feet {
        let rated = foot.days.last().filter(|(its, _)| *its == day).map(|(_, pain)| pain.value().to_string());
        let rated = rated.unwrap_or_else(|| look.theme.signs().missing.to_owned());
        let said = format!("{} {rated}", foot.side.word().to_uppercase());
        if x.saturating_add(columns(&said)) <= area.right() {
            line(&said, look.theme.side(foot.side), (Rect { x, width: columns(&said), ..area }, buf));
        }
        x += columns(&said) + 2;
    }
}

/// The ratings of so many days up to today, oldest first.
fn shown(days: &[(NaiveDate, Pain)], today: NaiveDate, many: usize) -> Vec<Option<Pain>> {
    let mut shown = vec![None; many];
    for (day, pain) in days {
        let back = usize::try_from((today - *day).num_days()).ok();
        let slot = back.and_then(|back| many.checked_sub(back + 1)).and_then(|at| shown.get_mut(at));
        slot.into_iter().for_each(|slot| *slot = Some(*pain));
    }
    shown
}
