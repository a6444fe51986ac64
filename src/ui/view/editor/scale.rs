//! Time to columns, to scale, and so that what takes equally long is equally wide.

use std::ops::Range;
use std::time::Duration;

use crate::domain::plan::{Plan, Segment};

/// The factor by which the scale is made smaller until all finds room, from a little more than what would fill it.
const SMALLER: f64 = 0.998;
const MORE: f64 = 1.05;

/// From so much of a column on, what lies between two parts that are work has one: it keeps them apart.
const SEEN: f64 = 0.25;

/// In which column each segment of a plan begins.
pub(super) struct Scale {
    /// One more than there are segments: the last one ends there.
    edges: Vec<u16>,
}

impl Scale {
    /// A plan in so many columns, or a few less. Where a part of it would be too short for a column, what is equally long
    /// may differ by one.
    pub(super) fn of(plan: &Plan, width: u16) -> Self {
        let parts: Vec<Range<usize>> =
            plan.blocks.iter().flat_map(|block| [block.start..block.work, block.work..block.end]).collect();
        let lengths: Vec<Duration> = parts.iter().map(|part| length(plan, part)).collect();
        let is_work = |number: usize| number % 2 == 1;
        let widths = widths(&lengths, is_work, width).unwrap_or_default();
        let mut edges = vec![0];
        let mut start = 0;
        for (part, width) in parts.iter().zip(&widths) {
            let segments = plan.segments.get(part.clone()).unwrap_or_default();
            edges.extend(ends(segments, *width).map(|end| start + end));
            start += width;
        }
        if edges.len() <= plan.segments.len() {
            edges = std::iter::once(0).chain(ends(&plan.segments, width)).collect();
        }
        Self { edges }
    }

    /// The columns of these segments.
    pub(super) fn columns(&self, segments: Range<usize>) -> Range<u16> {
        let edge = |at: usize| self.edges.get(at).or(self.edges.last()).copied().unwrap_or(0);
        edge(segments.start)..edge(segments.end)
    }
}

fn length(plan: &Plan, part: &Range<usize>) -> Duration {
    plan.segments.get(part.clone()).unwrap_or_default().iter().map(|segment| segment.length).sum()
}

/// Where each of these segments ends, in so many columns.
fn ends(segments: &[Segment], width: u16) -> impl Iterator<Item = u16> {
    let total: Duration = segments.iter().map(|segment| segment.length).sum();
    let per_second = f64::from(width) / total.as_secs_f64().max(f64::MIN_POSITIVE);
    segments.iter().scan(Duration::ZERO, move |at, segment| {
        *at += segment.length;
        Some((at.as_secs_f64() * per_second).round() as u16)
    })
}

/// How wide each part is, to one scale; none where one that is work would have no column.
fn widths(lengths: &[Duration], is_work: impl Fn(usize) -> bool, width: u16) -> Option<Vec<u16>> {
    let total: Duration = lengths.iter().sum();
    let shortest = lengths.iter().enumerate().filter(|(number, length)| is_work(*number) && !length.is_zero());
    let shortest = shortest.map(|(_, length)| *length).min()?.as_secs_f64();
    let mut scale = MORE * f64::from(width) / total.as_secs_f64();
    while (shortest * scale).round() >= 1.0 {
        let wide = |length: &Duration| match length.as_secs_f64() * scale {
            part if part >= SEEN => (part.round() as u16).max(1),
            _ => 0,
        };
        let widths: Vec<u16> = lengths.iter().map(wide).collect();
        if widths.iter().map(|width| u32::from(*width)).sum::<u32>() <= u32::from(width) {
            return Some(widths);
        }
        scale *= SMALLER;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(all: &[u64]) -> Vec<Duration> {
        all.iter().copied().map(Duration::from_secs).collect()
    }

    #[test]
    fn what_takes_equally_long_is_equally_wide_and_to_scale() {
        let lengths = seconds(&[5, 60, 5, 60, 5, 30, 5, 30, 8, 90, 5, 45]);
        for width in 40..200 {
            let Some(widths) = widths(&lengths, |number| number % 2 == 1, width) else { panic!("{width}") };
            let sum: u16 = widths.iter().sum();
            assert!(sum <= width && sum * 10 >= width * 8, "{sum} of {width}");
            for (one, wide) in lengths.iter().zip(&widths) {
                for (other, too) in lengths.iter().zip(&widths) {
                    assert!(one != other || wide == too, "{width}: {widths:?}");
                    assert!(one < other || wide >= too, "{width}: {widths:?}");
                }
            }
        }
    }

    #[test]
    fn where_parts_are_too_short_for_a_column_there_is_no_such_scale() {
        let lengths = seconds(&[5, 10].repeat(200));
        assert_eq!(widths(&lengths, |number| number % 2 == 1, 120), None);
        assert_eq!(widths(&seconds(&[0, 0]), |_| true, 80), None);
    }
}
