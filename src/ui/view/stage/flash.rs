//! What lights up at a change.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::{ROOMY, margin, paint};
use crate::domain::body::Side;
use crate::ui::signal::Flash;
use crate::ui::theme::{Fill, Theme};
use crate::ui::view::page::row;

/// Lights up what flashes.
pub fn light_up(flash: Flash, side: Option<Side>, theme: &Theme, (area, buf): (Rect, &mut Buffer)) {
    match flash {
        Flash::Off => {}
        Flash::Border => border(side, theme, (area, buf)),
        Flash::Full => reverse((area, buf)),
    }
}

/// The edge of the window in the colour of the side. It covers no word and touches none: where the margin is one column,
/// half of that is left.
fn border(side: Option<Side>, theme: &Theme, (area, buf): (Rect, &mut Buffer)) {
    let fill = theme.fill(side);
    let margin = margin(area);
    let half = |symbol| {
        let style = side.map_or(theme.strong(), |side| theme.edge(side));
        if margin > 1 || theme.ascii { fill } else { Fill { symbol, style } }
    };
    paint(Rect { width: 1, ..area }, half("▌"), buf);
    paint(Rect { x: area.right().saturating_sub(1), width: 1, ..area }, half("▐"), buf);
    if area.height >= ROOMY {
        paint(row(area, 0), fill, buf);
    }
}

/// Light for dark and dark for light. No colour is read on both: for that moment words have the two of the text, and what
/// is filled stays as dark, or as light, as the ground was.
fn reverse((area, buf): (Rect, &mut Buffer)) {
    for position in area.intersection(buf.area).positions() {
        let Some(cell) = buf.cell_mut(position) else { continue };
        let is_ground = cell.bg == Color::Reset && !cell.modifier.contains(Modifier::REVERSED);
        (cell.fg, cell.bg) = (Color::Reset, Color::Reset);
        cell.modifier.remove(Modifier::DIM);
        cell.modifier.set(Modifier::REVERSED, is_ground);
    }
}
