//! Lines out of a file, forwards and backwards, in bounded memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use super::line::LONGEST;

/// How much is read at a time, forwards.
const BLOCK: usize = 32 * 1024;

/// The first step backwards; each further one is twice as long, up to [`STEADY`].
const FIRST_STEP: usize = 8 * 1024;

/// How much is read at a time from then on; more only where a line is longer, up to [`LONGEST`].
const STEADY: usize = 64 * 1024;

/// Opens a year file for reading. What is not a regular file is refused: a pipe would never end.
pub(super) fn open(path: &Path) -> io::Result<File> {
    match std::fs::metadata(path)?.is_file() {
        true => File::open(path),
        false => Err(io::Error::other("it is not a regular file")),
    }
}

/// A line in a reader's buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Counted from 1.
    pub(super) number: u64,
    /// Where it begins in the file.
    pub(super) at: u64,
    /// Where it lies in the buffer, without its end.
    range: Range<usize>,
    /// Whether it has an end.
    pub(super) ended: bool,
    /// Whether it is too long to be held; its bytes are not given then.
    pub(super) too_long: bool,
}

impl Found {
    /// A line that stands for itself.
    pub(super) fn whole(length: usize) -> Self {
        Self { number: 0, at: 0, range: 0..length, ended: true, too_long: length > LONGEST }
    }
}

/// A file read line by line. A line is a view into one buffer, which never grows beyond the longest line we write.
pub(super) struct Forward<R> {
    source: R,
    buffer: Vec<u8>,
    /// What has been read and not yet given out.
    unread: Range<usize>,
    /// Where the buffer begins in the file.
    base: u64,
    /// Lines that begin here or later are not wanted.
    until: u64,
    number: u64,
    at_end: bool,
}

/// The bytes of a file between two places. Many may read one open file so, at once.
pub(super) struct Stretch<'f> {
    file: &'f File,
    at: u64,
    end: u64,
}

impl Read for Stretch<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let wanted = left.min(into.len());
        if wanted == 0 {
            return Ok(0);
        }
        let read = read_at(self.file, &mut into[..wanted], self.at)?;
        if read == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it was cut short while it was read"));
        }
        self.at += read as u64;
        Ok(read)
    }
}

#[cfg(unix)]
fn read_at(file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, into, at)
}

#[cfg(windows)]
fn read_at(file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, into, at)
}

impl<'f> Forward<Stretch<'f>> {
    /// The lines of a part of a file, counted from its first: those that begin in `part`, to their ends. The file is
    /// taken to be so long and no longer.
    pub(super) fn part(file: &'f File, part: Range<u64>, length: u64) -> io::Result<Self> {
        // What begins before is the business of the part before; a line end right before it shows that nothing does.
        let from = part.start.saturating_sub(1);
        let mut lines = Self { base: from, until: part.end, ..Self::new(Stretch { file, at: from, end: length }) };
        if part.start > 0 {
            lines.pass_over_what_has_begun()?;
        }
        Ok(lines)
    }

    /// Goes on behind the first line end, but not beyond the part: a line may be as long as the file.
    fn pass_over_what_has_begun(&mut self) -> io::Result<()> {
        loop {
            let unread = &self.buffer[self.unread.clone()];
            if let Some(end) = memchr::memchr(b'\n', unread) {
                self.unread.start += end + 1;
                return Ok(());
            }
            self.unread.start = self.unread.end;
            if self.at_end || self.base + self.unread.start as u64 >= self.until {
                return Ok(());
            }
            self.fill()?;
        }
    }
}

impl<R: Read> Forward<R> {
    pub(super) fn new(source: R) -> Self {
        Self { source, buffer: Vec::new(), unread: 0..0, base: 0, until: u64::MAX, number: 0, at_end: false }
    }

    /// How many lines have been met, blank ones among them.
    pub(super) const fn count(&self) -> u64 {
        self.number
    }

    /// The bytes of the line found last.
    pub(super) fn bytes(&self, found: &Found) -> &[u8] {
        &self.buffer[found.range.clone()]
    }

    /// The next line that is not blank; none at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Found>> {
        loop {
            match self.next_or_blank()? {
                Some(found) if found.range.is_empty() && !found.too_long => {}
                other => return Ok(other),
            }
        }
    }

    fn next_or_blank(&mut self) -> io::Result<Option<Found>> {
        let at = self.base + self.unread.start as u64;
        if at >= self.until {
            return Ok(None);
        }
        let mut searched = 0;
        let mut too_long = false;
        loop {
            let unread = &self.buffer[self.unread.clone()];
            if let Some(length) = memchr::memchr(b'\n', &unread[searched..]).map(|n| searched + n) {
                let range = self.unread.start..self.unread.start + length;
                self.unread.start = range.end + 1;
                return Ok(Some(self.found(at, range, true, too_long)));
            }
            searched = unread.len();
            if searched >= LONGEST {
                // Nobody needs its bytes: forget them and go on to its end.
                too_long = true;
                self.base += self.unread.end as u64;
                self.unread = 0..0;
                searched = 0;
            }
            if self.at_end {
                let range = self.unread.clone();
                self.unread.start = range.end;
                let nothing = range.is_empty() && !too_long;
                return Ok((!nothing).then(|| self.found(at, range, false, too_long)));
            }
            self.fill()?;
        }
    }

    fn found(&mut self, at: u64, range: Range<usize>, ended: bool, too_long: bool) -> Found {
        self.number += 1;
        let range = if too_long { range.end..range.end } else { range };
        Found { number: self.number, at, range, ended, too_long }
    }

    /// Moves what is left to the front and reads one more block behind it.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.unread.clone(), 0);
        self.base += self.unread.start as u64;
        self.unread = 0..self.unread.len();
        let wanted = self.unread.end + BLOCK;
        if self.buffer.len() < wanted {
            self.buffer.resize(wanted, 0);
        }
        loop {
            match self.source.read(&mut self.buffer[self.unread.end..]) {
                Ok(0) => self.at_end = true,
                Ok(read) => self.unread.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(());
        }
    }
}

/// A file read from its end, line by line.
pub(super) struct Backward<R> {
    source: R,
    /// The bytes before this place have not been read.
    from: u64,
    /// What has been read; its first line may be incomplete.
    held: Vec<u8>,
    /// Of that, so much is not yet given out.
    end: usize,
    step: usize,
    /// Whether the file's last byte is something else than the end of a line.
    pub(super) torn: bool,
}

impl<R: Read + Seek> Backward<R> {
    /// Looks at the last bytes of the file.
    pub(super) fn new(mut source: R) -> io::Result<Self> {
        let from = source.seek(SeekFrom::End(0))?;
        let mut new = Self { source, from, held: Vec::new(), end: 0, step: FIRST_STEP, torn: false };
        new.fill()?;
        new.torn = new.held.last().is_some_and(|last| *last != b'\n');
        Ok(new)
    }

    /// The line before the one given last, without its end; none at the beginning of the file. Of a line that is too
    /// long to be held, the bytes given are its first ones.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        if self.held[..self.end].last() == Some(&b'\n') {
            self.end -= 1;
        }
        loop {
            if let Some(before) = memchr::memrchr(b'\n', &self.held[..self.end]) {
                let line = before + 1..self.end;
                self.end = line.start;
                return Ok(Some(&self.held[line]));
            }
            if self.from == 0 {
                let line = 0..std::mem::take(&mut self.end);
                return Ok((!line.is_empty()).then(|| &self.held[line]));
            }
            if self.end > LONGEST {
                self.end = 0;
            }
            self.fill()?;
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let length = self.from.min(self.step as u64) as usize;
        self.from -= length as u64;
        self.source.seek(SeekFrom::Start(self.from))?;
        let mut earlier = Vec::with_capacity(length + self.end);
        if self.source.by_ref().take(length as u64).read_to_end(&mut earlier)? < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let longest = if self.end < STEADY { STEADY } else { LONGEST };
        earlier.extend_from_slice(&self.held[..self.end]);
        self.held = earlier;
        self.end = self.held.len();
        self.step = (self.step * 2).min(longest);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn forward(text: &[u8]) -> Vec<(u64, Vec<u8>, bool, bool)> {
        let mut lines = Forward::new(Cursor::new(text));
        let mut all = Vec::new();
        while let Some(found) = lines.next().unwrap() {
            all.push((found.number, lines.bytes(&found).to_vec(), found.ended, found.too_long));
        }
        all
    }

    #[test]
    fn lines_are_numbered_as_an_editor_does_and_blank_ones_are_passed_over() {
        let lines = forward(b"one\n\ntwo\nthree");
        assert_eq!(lines[1], (3, b"two".to_vec(), true, false));
        assert_eq!(lines[2], (4, b"three".to_vec(), false, false));
        assert_eq!(lines.len(), 3);
        assert!(forward(b"").is_empty());
    }

    #[test]
    fn d24_a_line_of_three_mebibytes_is_counted_and_not_held() {
        let mut text = b"before\n".to_vec();
        text.resize(text.len() + 3 * LONGEST, b'x');
        text.extend(b"\nafter\n");
        let mut lines = Forward::new(Cursor::new(&text));
        assert!(!lines.next().unwrap().unwrap().too_long);
        assert!(lines.next().unwrap().unwrap().too_long);
        let after = lines.next().unwrap().unwrap();
        assert_eq!((lines.bytes(&after), after.number), (b"after".as_slice(), 3));
        assert!(lines.buffer.len() < LONGEST + 2 * BLOCK);
    }

    #[test]
    fn every_line_belongs_to_one_part_however_a_file_is_cut() {
        let text = b"one\n\n\nand two\nthree, which is longer\n\nfour".as_slice();
        let mut file = tempfile::tempfile().unwrap();
        std::io::Write::write_all(&mut file, text).unwrap();
        let wanted: Vec<_> = forward(text).into_iter().map(|line| (line.0, line.1)).collect();
        for size in 1..=text.len() + 1 {
            let (mut all, mut before) = (Vec::new(), 0);
            for start in (0..text.len() as u64).step_by(size) {
                let part = start..start + size as u64;
                let mut lines = Forward::part(&file, part, text.len() as u64).unwrap();
                while let Some(found) = lines.next().unwrap() {
                    let bytes = lines.bytes(&found).to_vec();
                    assert!(text[found.at as usize..].starts_with(&bytes));
                    all.push((before + found.number, bytes));
                }
                before += lines.count();
            }
            assert_eq!(all, wanted, "parts of {size}");
        }
    }

    #[test]
    fn d24_a_file_that_is_one_line_is_read_about_once_however_it_is_cut() {
        let (length, size) = (16 << 20, 64 << 10);
        let mut file = tempfile::tempfile().unwrap();
        std::io::Write::write_all(&mut file, &vec![b'x'; length as usize]).unwrap();
        let (mut read, mut count) = (0, 0);
        for start in (0..length).step_by(size) {
            let mut lines = Forward::part(&file, start..start + size as u64, length).unwrap();
            while lines.next().unwrap().is_some() {}
            read += lines.source.at - start.saturating_sub(1);
            count += lines.count();
        }
        let parts = length / size as u64;
        assert_eq!(count, 1);
        assert!(read <= 2 * length + parts * (BLOCK as u64 + 1), "{read} bytes of {length} in {parts} parts");
    }

    #[test]
    fn d15_a_file_that_is_cut_short_while_it_is_read_is_no_shorter_file() {
        let mut file = tempfile::tempfile().unwrap();
        std::io::Write::write_all(&mut file, b"one\ntwo\nthree\n").unwrap();
        let mut lines = Forward::part(&file, 0..14, 14).unwrap();
        file.set_len(8).unwrap();
        assert!(lines.next().is_ok());
        let ended = std::iter::from_fn(|| lines.next().transpose()).find_map(Result::err);
        assert_eq!(ended.map(|error| error.kind()), Some(io::ErrorKind::UnexpectedEof));
    }

    #[test]
    fn backwards_no_more_is_read_than_a_steady_step_beyond_what_is_asked_for() {
        let mut text = vec![b'x'; 100];
        text.push(b'\n');
        let mut lines = Backward::new(Cursor::new(text.repeat(20_000))).unwrap();
        for count in 1..=10_000 {
            lines.next().unwrap().unwrap();
            assert!(text.len() as u64 * 20_000 - lines.from <= 101 * count + STEADY as u64, "after {count} lines");
        }
        // A line of many steps is met in few, and what stands before it in steady ones again.
        let mut long = b"before\n".repeat(50_000);
        long.extend(vec![b'x'; LONGEST / 2]);
        let mut lines = Backward::new(Cursor::new(long)).unwrap();
        assert_eq!(lines.next().unwrap().unwrap().len(), LONGEST / 2);
        (0..30_000).for_each(|_| assert_eq!(lines.next().unwrap().unwrap(), b"before"));
        assert!(lines.step <= STEADY);
    }

    #[test]
    fn backwards_gives_the_same_lines_as_forwards() {
        for length in [1, 100, 5_000, FIRST_STEP - 1, FIRST_STEP, 70_000] {
            let mut text: Vec<u8> = Vec::new();
            for n in 0..20_usize {
                text.extend(std::iter::repeat_n(b'a' + (n % 26) as u8, length + n));
                text.push(b'\n');
            }
            let mut wanted: Vec<Vec<u8>> = forward(&text).into_iter().map(|line| line.1).collect();
            let mut lines = Backward::new(Cursor::new(&text)).unwrap();
            assert!(!lines.torn);
            while let Some(line) = lines.next().unwrap() {
                assert_eq!(Some(line), wanted.pop().as_deref());
            }
            assert!(wanted.is_empty());
        }
        assert!(Backward::new(Cursor::new(b"torn")).unwrap().torn);
        assert_eq!(Backward::new(Cursor::new(b"")).unwrap().next().unwrap(), None);
    }
}
