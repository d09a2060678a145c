import Settings

extension CommandID {
    /// The commands that move a cursor over rows.
    static let moves: [CommandID] = [
        .lineDown, .lineUp, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .first, .last,
    ]

    /// Rows that a command moves a cursor, of a page of so many rows; nil for one that does not move it. A page leaves
    /// so many of its rows on the screen.
    func step(page: Int, overlap: Int = 1) -> Int? {
        switch self {
        case .lineDown: 1
        case .lineUp: -1
        case .halfPageDown: max(1, page / 2)
        case .halfPageUp: -max(1, page / 2)
        case .pageDown: max(1, page - overlap)
        case .pageUp: -max(1, page - overlap)
        case .first: -Int(Int32.max)
        case .last: Int(Int32.max)
        default: nil
        }
    }
}
