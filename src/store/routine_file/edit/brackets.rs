//! Steps that are written inside one list, in braces: put in, taken out and moved between its brackets.
//!
//! ```text
//! step = [ # opening
//!     # above: goes with the step below it
//!     { name = "A", time = 30 }, # behind: goes with the step before it
//!     { name = "B", wait = true },
//! ]
//! ```

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Refused;
use super::braces::{comments_beside, header};
use super::comments::comments;
use super::entry::{Splices, steps_beside};
use super::list::{Apart, Piece, indent_of, take_apart};
use super::meaning::STEP;
use super::outline::is_headers;
use super::value::in_quotes;
use crate::domain::edit::StepPath;

/// A list of steps between brackets.
pub(super) struct List<'t> {
    text: &'t str,
    span: Range<usize>,
    items: &'t [Spanned<DeValue<'t>>],
}

/// A step that comes into a list: what is said of it, and itself in braces.
pub(super) struct Guest {
    pub comments: Vec<String>,
    pub written: String,
}

impl<'t> List<'t> {
    /// The list in which `path` has its place, where that stands between brackets.
    pub(super) fn around((text, tree): (&'t str, &'t DeTable<'t>), path: &StepPath) -> Result<Option<Self>, Refused> {
        Ok(steps_beside(tree, path)?.and_then(|value| Self::of(text, value)))
    }

    fn of(text: &'t str, value: &'t Spanned<DeValue<'t>>) -> Option<Self> {
        let items = value.get_ref().as_array().filter(|_| !is_headers(text, value))?;
        Some(Self { text, span: value.span(), items: items.iter().as_slice() })
    }

    /// How many steps it holds.
    pub(super) const fn len(&self) -> usize {
        self.items.len()
    }

    /// A step with its comments, below a header of its own.
    pub(super) fn clipped(&self, at: usize) -> Result<String, Refused> {
        let (piece, table) = self.take_apart().pieces.into_iter().nth(at).zip(self.table(at)).ok_or(Refused::Gone)?;
        let beside = [piece.above.as_ref(), piece.before_comma, piece.behind];
        let said = beside.iter().flat_map(|part| comments(part, 0..part.len())).map(str::to_owned);
        let said: Vec<String> = said.chain(self.comments_in(at)).collect();
        Ok(header(self.text, &said, table))
    }

    /// Steps are put in at a place.
    pub(super) fn inserted(&self, at: usize, guests: Vec<Guest>) -> Result<Splices, Refused> {
        let indent = self.indent();
        self.changed(|pieces| {
            let line = begins_a_line(pieces, at, indent);
            pieces.get(at..)?;
            drop(pieces.splice(at..at, guests.into_iter().map(|guest| piece(guest, line)).collect::<Vec<_>>()));
            Some(())
        })
    }

    pub(super) fn removed(&self, at: usize) -> Result<Splices, Refused> {
        self.changed(|pieces| (at < pieces.len()).then(|| drop(pieces.remove(at))))
    }

    pub(super) fn duplicated(&self, at: usize) -> Result<Splices, Refused> {
        self.changed(|pieces| {
            let copy = pieces.get(at)?.clone();
            pieces.insert(at + 1, copy);
            Some(())
        })
    }

    /// A step moves to where it will stand once it has been taken out.
    pub(super) fn moved(&self, from: usize, to: usize) -> Result<Splices, Refused> {
        self.changed(|pieces| {
            let piece = (from < pieces.len() && to < pieces.len()).then(|| pieces.remove(from))?;
            pieces.insert(to, piece);
            Some(())
        })
    }

    /// Steps below each other become a set.
    pub(super) fn grouped(&self, range: Range<usize>, (name, rounds): (&str, u32)) -> Result<Splices, Refused> {
        let indent = self.indent();
        self.changed(|pieces| {
            let line = begins_a_line(pieces, range.start, indent);
            let ends_a_line = pieces.get(range.clone())?.last()?.behind.ends_with('\n');
            let (opening, closing) = line.map_or(("", ""), |indent| ("\n", if ends_a_line { indent } else { "" }));
            let inner: Vec<Piece> = pieces.splice(range.clone(), []).collect();
            let inner = Apart { opening, pieces: inner, trailing: false, closing };
            let written = format!("{{ name = {}, rounds = {rounds}, {STEP} = {} }}", in_quotes(name), inner.written());
            let mut set = piece(Guest { comments: Vec::new(), written }, line);
            set.behind = if line.is_some() && ends_a_line { "\n" } else { "" };
            pieces.insert(range.start, set);
            Some(())
        })
    }

    /// The steps of a set take its place; what was said in it and of it stands above the first of them.
    pub(super) fn ungrouped(&self, at: usize) -> Result<Splices, Refused> {
        let inner = self.table(at).and_then(|set| set.get(STEP)).and_then(|value| Self::of(self.text, value));
        let inner = inner.filter(|inner| inner.len() > 0).ok_or(Refused::Gone)?;
        let indent = self.indent();
        self.changed(|pieces| {
            let line = begins_a_line(pieces, at, indent);
            let set = (at < pieces.len()).then(|| pieces.remove(at))?;
            let apart = inner.take_apart();
            let of_it = [set.above.as_ref(), set.before_comma, apart.opening, apart.closing];
            let mut kept: Vec<String> =
                of_it.iter().flat_map(|part| comments(part, 0..part.len())).map(str::to_owned).collect();
            kept.extend(self.comments_in(at));
            let mut steps: Vec<Piece> = Vec::new();
            for one in apart.pieces {
                let beside = [one.above.as_ref(), one.before_comma];
                kept.extend(beside.iter().flat_map(|part| comments(part, 0..part.len())).map(str::to_owned));
                let behind = if one.behind.contains('#') { one.behind } else { line.map_or("", |_| "\n") };
                let guest = Guest { comments: std::mem::take(&mut kept), written: one.written };
                steps.push(Piece { behind, ..piece(guest, line) });
            }
            if let Some(last) = steps.last_mut().filter(|last| !last.behind.contains('#')) {
                last.behind = set.behind;
            } else if let Some(first) = steps.first_mut() {
                let said = comments(set.behind, 0..set.behind.len()).concat();
                let gap = if said.is_empty() { "" } else { "\n" };
                first.above = format!("{said}{gap}{}", first.above).into();
            }
            drop(pieces.splice(at..at, steps));
            Some(())
        })
    }

    /// The comments between the keys of a step, but for those inside a value.
    fn comments_in(&self, at: usize) -> Vec<String> {
        let item = self.items.get(at).zip(self.table(at));
        item.map_or_else(Vec::new, |(item, table)| comments_beside(self.text, item.span(), table))
    }

    fn table(&self, at: usize) -> Option<&'t DeTable<'t>> {
        self.items.get(at)?.get_ref().as_table()
    }

    fn take_apart(&self) -> Apart<'t> {
        take_apart(self.text, &self.span, self.items)
    }

    /// What stands before the first step on its line, if that is the first thing there.
    fn indent(&self) -> Option<&'t str> {
        indent_of(self.text, &self.items.first()?.span())
    }

    /// The list with other pieces.
    fn changed(&self, change: impl FnOnce(&mut Vec<Piece<'t>>) -> Option<()>) -> Result<Splices, Refused> {
        let mut apart = self.take_apart();
        // On a line with the bracket, what stands behind that is of the place and not of the step.
        let behind_bracket = match apart.pieces.first_mut() {
            Some(first) if self.indent().is_none() && !first.above.contains('#') => {
                Some(std::mem::replace(&mut first.above, " ".into()))
            }
            Some(_) => None,
            None => Some("".into()),
        };
        change(&mut apart.pieces).ok_or(Refused::Gone)?;
        if let Some((first, above)) =
            apart.pieces.first_mut().zip(behind_bracket).filter(|(first, _)| first.above == " ")
        {
            first.above = above;
        }
        let mut ends_a_line = apart.opening.ends_with('\n');
        for piece in &mut apart.pieces {
            // Behind something else on its line, a comment would seem to be about that.
            if piece.above.contains('#') && !ends_a_line {
                piece.above = format!("\n{}", piece.above).into();
            }
            ends_a_line = piece.behind.ends_with('\n');
        }
        Ok(vec![(self.span.clone(), apart.written())])
    }
}

/// What stands before a step on its line, if one at this place begins a line.
fn begins_a_line<'t>(pieces: &[Piece], at: usize, indent: Option<&'t str>) -> Option<&'t str> {
    let above = at.checked_sub(1).map(|above| pieces.get(above).is_some_and(|piece| piece.behind.ends_with('\n')));
    indent.filter(|_| above.unwrap_or(true))
}

fn piece<'t>(guest: Guest, line: Option<&'t str>) -> Piece<'t> {
    let indent = line.unwrap_or(" ");
    let said: String = guest.comments.iter().map(|comment| format!("{indent}{comment}\n")).collect();
    let above = if said.is_empty() { Cow::Borrowed(indent) } else { Cow::Owned(said + indent) };
    Piece { above, written: guest.written, before_comma: "", behind: if line.is_some() { "\n" } else { "" } }
}
