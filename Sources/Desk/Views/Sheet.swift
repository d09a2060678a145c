import Formats
import ResellerAPI
import Screen

/// A table of a view: made from the state when it is drawn, never kept. Its rows are worked out one by one, so that a
/// screen costs the rows that are on it.
package struct Sheet: Sendable {
    package var columns: [SheetColumn]
    /// How many rows there are.
    package var count: Int
    /// How the readings stand that it comes from; nil where it comes from none.
    package var standing: Loadable<Bool>?
    /// What the title line says beside the title.
    package var subtitle: [Span] = []
    /// What it means that there are no rows, as a sentence without its full stop.
    package var empty = "There is nothing"
    /// Whether it is good that there are none.
    package var isEmptyGood = true
    /// A sentence below the rows.
    package var footnote: String?
    /// Whether rows may have a sign before them, which needs room of its own.
    package var hasSigns = false
    /// What it needs before it can be read, where that is missing.
    package var missing: String?
    /// Places of the rows that a filter lets through, where words anywhere in a row would not do.
    var finding: (@Sendable (String) -> [Int])?
    private let makeRow: @Sendable (Int) -> SheetRow

    package init(
        columns: [SheetColumn], count: Int, standing: Loadable<Bool>? = nil,
        row makeRow: @escaping @Sendable (Int) -> SheetRow
    ) {
        self.columns = columns
        self.count = count
        self.standing = standing
        self.makeRow = makeRow
    }

    /// Rows that are there already.
    package init(columns: [SheetColumn], rows: [SheetRow], standing: Loadable<Bool>? = nil) {
        self.init(columns: columns, count: rows.count, standing: standing) { rows[$0] }
    }

    /// The row at a place below `count`.
    package func row(_ index: Int) -> SheetRow { makeRow(index) }

    /// The rows at these places only, in this order.
    func choosing(_ places: [Int]) -> Sheet {
        let whole = makeRow
        var chosen = Sheet(columns: columns, count: places.count, standing: standing) { whole(places[$0]) }
        (chosen.subtitle, chosen.empty, chosen.isEmptyGood) = (subtitle, empty, isEmptyGood)
        (chosen.footnote, chosen.missing, chosen.hasSigns) = (footnote, missing, hasSigns)
        return chosen
    }

    /// Places of the rows in which every word stands somewhere, whatever the case of its letters.
    func places(matching filter: String) -> [Int] {
        if let finding { return finding(filter) }
        let words = TextFold.bytes(filter).split(separator: UInt8(ascii: " ")).map(Array.init)
        return (0..<count).filter { index in
            let text = row(index).cells.flatMap { AddressForms.searched($0.text) }.joined(separator: [0])
            return words.allSatisfy { FilterText.contains(Array(text), $0) }
        }
    }
}

/// A column of a sheet.
package struct SheetColumn: Sendable, Hashable {
    /// The head, in lower case; empty where a column needs none.
    package let name: String
    /// The name in exports.
    package let key: String
    package let align: Alignment
    /// Columns of the screen that it takes where there is room, and at least.
    package let ideal: Int
    package let least: Int
    /// What leaves first as it gets narrow: the largest. 0 stays.
    package let priority: Int
    /// Whether its texts are cut in the middle: an address keeps who it is and its domain.
    package let isAddress: Bool
    /// Whether it takes what room is left.
    package let grows: Bool
    /// Whether its texts tell who a customer is.
    package private(set) var isPersonal = false

    package init(
        _ name: String, key: String? = nil, align: Alignment = .left, ideal: Int, least: Int? = nil, priority: Int = 0,
        isAddress: Bool = false, grows: Bool = false
    ) {
        self.name = name
        self.key = key ?? name.split(separator: " ").joined(separator: "_")
        self.align = align
        self.ideal = ideal
        self.least = least ?? ideal
        self.priority = priority
        self.isAddress = isAddress
        self.grows = grows
    }

    /// The same of what tells who a customer is.
    var personal: SheetColumn {
        var column = self
        column.isPersonal = true
        return column
    }
}

/// One value of a row.
package struct SheetCell: Sendable, Hashable {
    package let text: String
    package let role: Role
    /// The value for exports; the text where there is none.
    package let raw: Value?
    /// How full a bar before the text is, 0...1; nil draws none.
    package let part: Double?

    package init(_ text: String, _ role: Role = .text, raw: Value? = nil, part: Double? = nil) {
        self.text = text
        self.role = role
        self.raw = raw
        self.part = part
    }

    package static let blank = SheetCell("")
}

/// A row of a sheet, with what can be done to it.
package struct SheetRow: Sendable {
    /// Tells the row from all others of its sheet, and stays the same when rows come and go.
    package let id: String
    /// The sign before it: how urgently it needs a human.
    package var sign: SheetSign?
    package var cells: [SheetCell]
    /// What `e` offers.
    package var deeds: [Deed] = []
    /// What `d` does.
    package var removal: Deed?
    package var opens: SheetOpening?
    /// The customer that it is about.
    package var customer: String?
    /// What is copied as its id.
    package var copies: String

    package init(
        _ id: String, _ cells: [SheetCell], sign: SheetSign? = nil, copies: String? = nil, customer: String? = nil,
        opens: SheetOpening? = nil, removal: Deed? = nil, deeds: [Deed] = []
    ) {
        self.id = id
        self.cells = cells
        self.sign = sign
        self.copies = copies ?? id
        self.customer = customer
        self.opens = opens
        self.removal = removal
        self.deeds = deeds
    }
}

/// A sign before a row.
package enum SheetSign: Sendable, Hashable {
    case critical, warning, good, unknown, asking
}

/// Where Enter leads from a row.
package enum SheetOpening: Sendable, Hashable {
    /// A view; the digit is the pane that gets the focus there.
    case place(Place, pane: Int)
    /// A customer's own view.
    case customer(String)
    /// A read, whose answer is shown.
    case answer(Request)
    /// An entry of the journal, by its number.
    case entry(Int64)
    /// A sampled message.
    case sample(String)
    /// A text that is too long for its row.
    case text(title: String, lines: [String])
}

extension Loadable {
    /// How a reading stands, without what it gave.
    package var standing: Loadable<Bool> {
        Loadable<Bool>(value: value.map { _ in true }, readAt: readAt, askedAt: askedAt, failure: failure)
    }
}

extension Loadable<Bool> {
    /// Several readings as one: the oldest, and what is missing counts first.
    package static func all(_ parts: [Loadable<Bool>]) -> Loadable<Bool> {
        let isWhole = parts.allSatisfy { $0.value != nil }
        let hasSome = parts.contains { $0.value != nil }
        return Loadable(
            value: isWhole || hasSome ? true : nil, readAt: parts.compactMap(\.readAt).min(),
            askedAt: parts.compactMap(\.askedAt).min(), failure: parts.compactMap(\.failure).max { $0.at < $1.at })
    }
}
