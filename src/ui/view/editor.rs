//! A routine being changed.
//!
//! ```text
//!  Calf Classic                            shipped: saving makes a copy      heading
//!    Routine                 Step 2  Palms under the balls of the feet       rows | fields (| blocks)
//!    1  Get comfortable      name       Palms under …
//!  ▸ 2  Palms under …        technique  reach
//!  both feet 13:20   one foot 7:07                                           strip
//!  ▒████████▒█████
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, below, both_ends, footer, hints, line, row, say, typed};
use crate::domain::desk::Kind;
use crate::ui::keymap::{Action, Scope};
use crate::ui::saving::Saved;
use crate::ui::screen::editor::{Editor, Focus, Over, Search};
use crate::ui::widget::text::{Hints, Prose, columns, fit};

mod blocks;
mod fields;
mod over;
mod picture;
mod remarks;
mod rows;
mod scale;
mod strip;

/// From so many columns on, the steps and the fields of one stand beside each other.
const TWO: u16 = 70;

/// From so many on, the blocks of the plan stand beside both.
const THREE: u16 = 136;

/// How wide they are at least; wider where names are long and the fields have room left.
const BLOCKS: u16 = 48;

/// The room that the fields keep beside them.
const FIELDS: u16 = 48;

/// How wide the words of a search are at least.
const LOOKED_FOR: u16 = 8;

/// What is said where they are nowhere.
const NO_HIT: &str = "no step has that";

impl Editor {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        self.hits().clear();
        let page = Page::of_pictures(area);
        self.heading(look, (page.heading, buf));
        match self.over() {
            Some(Over::Review(lines, scroll, _)) => self.review_page(lines, scroll, look, (page.body, buf)),
            Some(Over::Conflict(conflict)) => self.conflict_page(conflict, look, (page.body, buf)),
            Some(Over::Naming(field)) => self.naming_page(field, look, (page.body, buf)),
            Some(Over::Left(left)) => self.left_page(left, look, (page.body, buf)),
            Some(Over::Search(_)) | None if self.draft().sheet().tables.is_empty() => {
                self.broken(look, (page.body, buf));
            }
            Some(Over::Search(_)) | None => self.form(look, (page.body, buf)),
        }
        self.foot(look, (page.footer, buf));
    }

    fn heading(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let name = self.draft().sheet().tables.first().map(|table| table.text("name")).unwrap_or_default();
        let name = if name.is_empty() { self.path().to_string() } else { name };
        let state = match (self.kind(), self.draft().is_changed()) {
            _ if self.draft().sheet().tables.is_empty() => "cannot be read",
            (_, false) if self.is_outdated() => "changed outside",
            (_, true) if area.width < 60 => "not saved",
            (Kind::Own, false) => "saved",
            (Kind::Own, true) => "not saved",
            (Kind::Copy, false) => "shipped",
            (Kind::Copy, true) => "not saved: saving makes a copy of your own",
            (Kind::New | Kind::Proposed, _) => "new, not saved yet",
        };
        let style = if self.draft().is_changed() { look.theme.strong() } else { look.theme.quiet() };
        both_ends((&fit(&name, area.width, look.theme), look.theme.strong()), (state, style), (area, buf));
    }

    fn foot(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        if let Some(Over::Search(search)) = self.over() {
            return searching(search, look, (area, buf));
        }
        footer(self.scope(), look, (area, buf));
        if let Some(remark) = self.remark().filter(|_| look.notices.is_empty() && look.saved == Saved::Yes) {
            say(remark, look.theme.strong(), (area, buf));
        }
    }

    /// What cannot be shown as a form.
    fn broken(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let opens = look.key(Scope::EditBroken, Action::Outside);
        let text = format!("This file cannot be shown as a form. {opens} opens it in your own editor.");
        let prose = Prose::new(&text, look.theme.text());
        let mut y = prose.height(area.width);
        prose.render(area, buf);
        for problem in &self.draft().sheet().problems {
            let text = format!("line {}: {}, {}", problem.line, problem.title, problem.label);
            let prose = Prose::new(&text, look.theme.attention());
            let high = prose.height(area.width);
            prose.render(below(area, y + 1), buf);
            y += high;
        }
    }

    fn form(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let strip = match area.height {
            0..=8 => 0,
            9..=13 => 1,
            _ => 5,
        };
        let upper = Rect { height: area.height.saturating_sub(strip), ..area };
        self.strip(look, (below(area, upper.height), buf));
        if area.width < TWO {
            return match self.focus() {
                Focus::Steps => self.rows(look, (upper, buf)),
                Focus::Fields => self.fields(false, look, (upper, buf)),
            };
        }
        let rows = (area.width * 3 / 10).clamp(29, 44);
        let most = area.width.saturating_sub(rows + 6 + FIELDS).max(BLOCKS);
        let blocks = if area.width >= THREE { self.blocks_wide().clamp(BLOCKS, most) } else { 0 };
        let x = upper.x + rows + 3;
        let gap = if blocks > 0 { 3 } else { 0 };
        let fields = Rect { x, width: upper.right().saturating_sub(x + blocks + gap), ..upper };
        self.rows(look, (Rect { width: rows, ..upper }, buf));
        self.fields(blocks == 0, look, (fields, buf));
        if blocks > 0 {
            let x = fields.right() + 3;
            let column = Rect { x, width: upper.right().saturating_sub(x), ..upper };
            let used = self.blocks(look, (column, buf));
            self.picture(look, (below(column, used + 1), buf));
        }
    }
}

/// What is looked for, then whether it is found and the keys, as far as there is room.
fn searching(search: &Search, look: Look, (area, buf): (Rect, &mut Buffer)) {
    line("/", look.theme.key(), (area, buf));
    let wide = columns(search.field().text()).saturating_add(2).clamp(LOOKED_FOR, area.width.max(2 * LOOKED_FOR) / 2);
    let width = wide.min(area.width.saturating_sub(1));
    typed(search.field(), look, (Rect { x: area.x + 1, width, ..area }, buf));
    let behind = |x: u16| Rect { x: area.x + x.min(area.width), width: area.width.saturating_sub(x), ..area };
    let mut x = width + 2;
    if search.misses() {
        line(NO_HIT, look.theme.attention(), (behind(x), buf));
        x += columns(NO_HIT) + 2;
        let back = look.key(Scope::EditSeek, Action::Back);
        return Hints::new(&[(&back, "back")], look.theme).render(behind(x), buf);
    }
    hints(Scope::EditSeek, look, (behind(x), buf));
}

/// A heading above a column.
fn title(text: &str, look: Look, (area, buf): (Rect, &mut Buffer)) -> Rect {
    line(&fit(text, area.width, look.theme), look.theme.quiet(), (row(area, 0), buf));
    below(area, 1)
}
