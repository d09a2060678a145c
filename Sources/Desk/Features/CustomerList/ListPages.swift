import Formats
import ResellerAPI

/// The pages of the list of customers, made one list in which nobody is twice and nobody is missing, though rows come,
/// go and move while it is read.
///
/// Each page begins with the last row of the one before. Where it does not, rows before it have gone: it is read from
/// further up. Where it begins with more rows that are known, rows before it have come or moved there: they are looked
/// for from the top. A list that stands still costs no call more than its pages.
package struct ListPages: Sendable, Equatable {
    package enum Next: Sendable, Equatable {
        case ask(Page)
        case whole
        /// The service gives no list that could be used, and why.
        case broken(String)
    }

    package struct Page: Sendable, Equatable {
        package let offset: Int
        package let limit: Int
    }

    private static let passes = 3

    package private(set) var chunks: [CustomerChunk] = []
    /// The page that is being asked for.
    package private(set) var asked: Page
    private let size: Int
    /// Number of rows before each chunk, and the total at the end.
    private var starts = [0]
    private var known = UsernameSet()
    /// Rows that were met since it was begun at the top.
    private var met = MarkSet()
    private var pass = 1
    /// What the passes before have missed, as far as can be told; 0 in the first.
    private var wanted = 0
    private var found = 0
    /// Rows that came or moved to a place that was read already.
    private var unseen = 0
    /// Rows that the service gave twice.
    private var doubles = 0
    private var overlap = 1
    private var back = 0
    /// Where the page before ended.
    private var end = 0
    private var last: CustomerChunk?
    private var wasEmpty = false
    private var calls = 0

    package init(_ sizes: PageSizes) {
        asked = Page(offset: 0, limit: sizes.first)
        size = sizes.most
    }

    /// How many rows two pages share, once rows have gone while the list was read.
    private var wideOverlap: Int { size / 10 }

    /// One of which these were read already.
    package init(chunks: [CustomerChunk], _ sizes: PageSizes) {
        self.init(sizes)
        for chunk in chunks {
            self.chunks.append(chunk)
            starts.append(count + chunk.count)
        }
    }

    package var count: Int { starts.last ?? 0 }

    /// Takes the page that was asked for. A chunk that is among the `former` at the same place is kept as it was.
    package mutating func take(_ page: CustomerChunk, former: [CustomerChunk] = []) -> Next {
        calls += 1
        guard page.count > 0 else { return tookNothing() }
        wasEmpty = false
        // A service that does not heed the offset gives the same for ever.
        if asked.offset > 0, page == last { return .whole }
        if asked.offset > 0, !isLinked(page) { return stepBack() }
        back = 0
        add(page, former)
        (end, last) = (asked.offset + page.count, page)
        // Nor does one heed the limit that gives more than was asked for: this was all of it.
        if page.count > asked.limit { return .whole }
        if page.count < asked.limit { return reachedEnd() }
        if wanted > 0, found >= wanted + unseen { return .whole }
        return ask(from: max(asked.offset + 1, end - overlap))
    }

    private mutating func ask(from offset: Int) -> Next {
        guard calls < 4 * (count / size + 10) else { return .broken(CustomerListWords.changesTooFast) }
        asked = Page(offset: offset, limit: size)
        return .ask(asked)
    }

    /// With a row in common no page behind another is ever empty, unless something is wrong or many rows have gone.
    private mutating func tookNothing() -> Next {
        if asked.offset == 0 { return pass == 1 ? .whole : .broken(CustomerListWords.emptyFirstPage) }
        guard wasEmpty else {
            wasEmpty = true
            return .ask(asked)
        }
        return .broken(CustomerListWords.emptyPage(after: count))
    }

    /// Whether a page begins with somebody who was met in this pass, so that nobody can stand between.
    private func isLinked(_ page: CustomerChunk) -> Bool {
        page.withValues { values in
            let name = values.bytes(0, .username)
            return row(of: name, FNV.hash(name), added: [], of: page).map(met.contains) ?? false
        }
    }

    private mutating func stepBack() -> Next {
        back = back == 0 ? wideOverlap : back * 8
        overlap = wideOverlap
        return ask(from: max(0, asked.offset - back))
    }

    private mutating func reachedEnd() -> Next {
        let missing = max(unseen, end - doubles - count)
        guard missing > 0, pass < Self.passes else { return .whole }
        pass += 1
        (wanted, found, unseen, doubles, end, last) = (missing, 0, 0, 0, 0, nil)
        met = MarkSet()
        return ask(from: 0)
    }

    // MARK: - Rows

    /// Adds whom of these it has not yet.
    mutating func add(_ page: CustomerChunk, _ former: [CustomerChunk] = []) {
        var fresh: [Int] = []
        var leading = 0
        var isLeading = true
        page.withValues { values in
            for row in 0..<page.count {
                let name = values.bytes(row, .username)
                let hash = FNV.hash(name)
                let place = self.row(of: name, hash, added: fresh, of: page)
                if place == nil { fresh.append(row) }
                let met = place.map(self.met.contains) ?? false
                if met, isLeading { leading += 1 } else { isLeading = false }
                if met, !isLeading { doubles += 1 }
                self.met.insert(place ?? known.insert(hash))
            }
        }
        unseen += max(0, leading - max(0, end - asked.offset))
        found += fresh.count
        guard !fresh.isEmpty else { return }
        let chunk = fresh.count == page.count ? page : page.choosing(fresh)
        let old = chunks.count < former.count ? former[chunks.count] : nil
        chunks.append(old == chunk ? old ?? chunk : chunk)
        starts.append(count + fresh.count)
    }

    /// The row of a customer among those added before and those of this page, which are added next.
    private func row(
        of name: UnsafeBufferPointer<UInt8>, _ hash: UInt64, added fresh: [Int], of page: CustomerChunk
    ) -> Int? {
        known.row(of: hash) { row in
            guard row < count else { return page.username(fresh[row - count], is: name) }
            let index = chunkIndex(of: row)
            return chunks[index].username(row - starts[index], is: name)
        }
    }

    private func chunkIndex(of row: Int) -> Int {
        var (low, high) = (0, chunks.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= row { low = middle } else { high = middle - 1 }
        }
        return low
    }
}

extension CustomerChunk {
    fileprivate func username(_ row: Int, is name: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(row, .username)
        return range.count == name.count && bytes[range].elementsEqual(name)
    }
}

/// The rows of a list by the hashes of their usernames. Open addressing: there may be a million.
private struct UsernameSet: Sendable, Equatable {
    private var hashes: [UInt64] = []
    private var slots = [UInt32](repeating: .max, count: 2048)

    /// The row that has this hash and is the same.
    func row(of hash: UInt64, where isSame: (Int) -> Bool) -> Int? {
        var slot = Self.slot(hash, slots.count)
        while slots[slot] != .max {
            let row = Int(slots[slot])
            if hashes[row] == hash, isSame(row) { return row }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds the next row, and gives its number.
    mutating func insert(_ hash: UInt64) -> Int {
        hashes.append(hash)
        if hashes.count * 2 > slots.count {
            grow()
        } else {
            put(hashes.count - 1)
        }
        return hashes.count - 1
    }

    private mutating func grow() {
        slots = Array(repeating: .max, count: slots.count * 4)
        for row in hashes.indices { put(row) }
    }

    private mutating func put(_ row: Int) {
        var slot = Self.slot(hashes[row], slots.count)
        while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(row)
    }

    private static func slot(_ hash: UInt64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (count - 1)
    }
}
