//! A drawing on the screen that goes on from frame to frame: what stands still is drawn once, and only the cells are
//! written on which a frame differs from the one before.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::dots::{Dots, Layer};
use super::{Body, Fit, Glow, SMALLEST, Scene, on_screen};
use crate::domain::anatomy::{Drawing, View};
use crate::domain::body::{Side, Zone};
use crate::domain::motion::{Motion, Sweep};
use crate::ui::theme::Theme;

/// A drawing as it stands on the screen.
#[derive(Clone, Debug)]
pub struct Drawn {
    area: Rect,
    side: Side,
    quiet: bool,
    fit: Fit,
    /// What a hand leaves as it is, and of which moment that is.
    still: Dots,
    of: (Motion, Glow),
    /// All of it.
    dots: Dots,
}

impl Body<'_> {
    /// Draws it; what its next frame goes on from, none where there is no room for it.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Option<Drawn> {
        let area = on_screen(area, buf)?;
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return None;
        }
        let mut scene = Scene::new(self, area);
        scene.still();
        let (still, fit) = (scene.dots.clone(), scene.fit);
        scene.touches();
        for (at, symbol, layer) in scene.dots.cells(self.theme.ascii) {
            self.put(area, at, Some((symbol, layer)), buf);
        }
        let of = self.of(fit);
        Some(Drawn { area, side: self.side, quiet: self.quiet, fit, still, of, dots: scene.dots })
    }

    /// What is seen of a cell of a drawing in this room; nothing where it is blank.
    fn put(&self, area: Rect, at: (u16, u16), seen: Option<(char, Layer)>, buf: &mut Buffer) {
        let (Some(cell), Some((symbol, layer))) = (buf.cell_mut((area.x + at.0, area.y + at.1)), seen) else { return };
        cell.set_symbol(symbol.encode_utf8(&mut [0; 4])).set_style(self.style(layer));
    }

    /// Of what depends what stands still.
    fn of(&self, fit: Fit) -> (Motion, Glow) {
        let glow = Glow::of(self.motion, fit.is_small());
        (Motion { touches: Vec::new(), ..self.motion.clone() }, glow)
    }
}

impl Drawn {
    /// Draws the next frame over this one in a buffer that still has it; the cells that may have changed. None where the
    /// drawing may have another place in that frame, or other colours than those of a pause.
    pub fn go_on(
        &mut self,
        (drawing, motion): (&Drawing, &Motion),
        (theme, buf): (&Theme, &mut Buffer),
    ) -> Option<Rect> {
        if self.quiet || place_of(motion) != place_of(&self.of.0) {
            return None;
        }
        let body = &Body::new(drawing, motion, self.side, theme);
        let of = body.of(self.fit);
        if of != self.of {
            let mut scene = Scene::new(body, self.area);
            scene.still();
            (self.still, self.of) = (scene.dots, of);
        }
        let mut scene = Scene { body, dots: self.still.clone(), fit: self.fit };
        scene.touches();
        let mut changed = Rect::ZERO;
        for (at, seen) in scene.dots.changes(&self.dots, theme.ascii) {
            let place = Rect { x: self.area.x + at.0, y: self.area.y + at.1, width: 1, height: 1 };
            changed = join(changed, place);
            if let Some(cell) = buf.cell_mut((place.x, place.y)) {
                cell.reset();
            }
            body.put(self.area, at, seen, buf);
            if let Some(cell) = buf.cell_mut((place.x, place.y)) {
                theme.paint(std::slice::from_mut(cell));
            }
        }
        self.dots = scene.dots;
        Some(changed)
    }
}

/// What holds both, either of which may be empty.
pub fn join(one: Rect, other: Rect) -> Rect {
    if one.is_empty() {
        other
    } else if other.is_empty() {
        one
    } else {
        one.union(other)
    }
}

/// What decides where a drawing has its place, and how large it is there.
fn place_of(motion: &Motion) -> (View, &[Zone], Option<Sweep>) {
    (motion.view, &motion.lit, motion.poses)
}
