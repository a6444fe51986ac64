//! The routine, its defaults, and its steps, one to a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::remarks::REMARK;
use super::title;
use crate::domain::body::Side;
use crate::domain::edit::Place;
use crate::domain::sheet::Table;
use crate::ui::screen::editor::{Editor, Focus, Hit};
use crate::ui::view::Look;
use crate::ui::view::page::{line, row};
use crate::ui::widget::text::{columns, fit};

/// The room that a name keeps beside what is done; the least where that is a dose for each side.
const NAME: u16 = 12;
const LEAST_NAME: u16 = 9;

impl Editor {
    pub(super) fn rows(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let tables = &self.draft().sheet().tables;
        let count = match tables.iter().filter(|table| table.step().is_some() && !table.is_set).count() {
            1 => "1 step".to_owned(),
            steps => format!("{steps} steps"),
        };
        let list = title(&count, look, (area, buf));
        let selected = self.selected().filter(|(_, count)| *count > 1);
        let first = self.row().first_shown(list.height.into());
        for (y, (number, table)) in (0..list.height).zip(tables.iter().enumerate().skip(first)) {
            let place = row(list, y);
            self.hits().put(place, Hit::Table(number));
            let is_selected = selected.as_ref().is_some_and(|(begin, count)| {
                table.step().is_some_and(|step| (0..*count).any(|n| step.lies_in(&begin.beside(begin.at() + n))))
            });
            self.table_row(table, (number == self.row().marked(), is_selected), look, (place, buf));
        }
    }

    fn table_row(&self, table: &Table, (marked, selected): (bool, bool), look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let is_wrong = self.draft().sheet().problems_of(&table.place).next().is_some();
        let mut style = if matches!(table.place, Place::Step(_)) { theme.text() } else { theme.quiet() };
        if marked {
            style = if self.focus() == Focus::Steps { theme.selected() } else { theme.strong() };
            if self.focus() == Focus::Steps {
                buf.set_style(area, style);
            }
        }
        let sign = match (is_wrong, marked, selected) {
            (true, ..) => "!",
            (false, true, _) => theme.signs().here,
            (false, false, true) => theme.signs().full,
            (false, false, false) if self.draft().sheet().remarks_of(&table.place).next().is_some() => REMARK,
            (false, false, false) => " ",
        };
        let sign_style = if is_wrong { style.patch(theme.attention()) } else { style };
        line(sign, sign_style, (area, buf));
        let (number, depth) = match table.step() {
            Some(path) => (path.to_string(), u16::try_from(path.depth()).unwrap_or(1) - 1),
            None => (String::new(), 0),
        };
        let name = match (&table.place, table.text("name")) {
            (Place::Routine, _) => "Routine".to_owned(),
            (Place::Defaults, _) => "Defaults".to_owned(),
            (Place::Step(_), name) => name,
        };
        let indent = 2 + 2 * depth;
        let number_room = if number.is_empty() { 0 } else { columns(&number).max(2) + 1 };
        let at = |x: u16| Rect { x: area.x + x.min(area.width), width: area.width.saturating_sub(x), ..area };
        let quiet = if marked { style } else { theme.quiet() };
        line(&number, quiet, (at(indent), buf));
        let room = area.width.saturating_sub(indent + number_room);
        let (dose, sides) = (table.dose(), sided(table));
        let beside = if sides.is_empty() { 0 } else { columns(&sides) + 1 };
        // One dose for each side, closer where there is little room.
        let close = dose.replace(" / ", "/");
        let fits = |dose: &str, name: u16| columns(dose) + beside + name <= room;
        // Where it has none for the rounds, that they go on.
        let more = dose.split_once(", ").map(|(work, _)| format!("{work}{}", theme.signs().cut));
        let dose = [Some(dose), more].into_iter().flatten().find(|dose| fits(dose, NAME)).unwrap_or(close);
        let right = columns(&dose) + beside;
        let shown = right > 0 && (fits(&dose, NAME) || (dose.contains('/') && fits(&dose, LEAST_NAME)));
        let name_room = if shown { room - right - 1 } else { room };
        line(&fit(&name, name_room, theme), style, (at(indent + number_room), buf));
        if shown {
            let x = area.width - right;
            line(&dose, quiet, (at(x), buf));
            let side = match sides.as_str() {
                "left" => theme.side(Side::Left),
                "right" => theme.side(Side::Right),
                _ => quiet,
            };
            if !sides.is_empty() {
                line(&sides, if marked { style.patch(side) } else { side }, (at(x + columns(&dose) + 1), buf));
            }
        }
    }
}

/// The word for the sides, where it is not the usual one.
fn sided(table: &Table) -> String {
    let sides = table.text("sides");
    if sides == "each" || table.step().is_none() { String::new() } else { sides }
}
