import Screen

/// Which keys of a line have room before a column: the most used first, and the way to help to the end.
struct KeyRoom {
    typealias Named = (key: String, words: String)

    private let keys: [(named: Named, width: Int)]
    private let help: String?
    /// Columns that help takes with its word, and the blanks before.
    let helpWidth: Int
    /// The keys that the whole line has room for, as places in `keys`.
    private let most: [Int]

    init(keys: [Named], help: String?, canvas: Canvas) {
        self.keys = keys.map { ($0, canvas.width(of: $0.key) + 1 + canvas.width(of: $0.words)) }
        self.help = help
        helpWidth = help.map { canvas.width(of: $0) + 7 } ?? 0
        most = Self.fitting(self.keys, before: canvas.width - helpWidth)
    }

    private static func fitting(_ keys: [(named: Named, width: Int)], before end: Int) -> [Int] {
        var column = 1
        return keys.indices.filter { index in
            guard column + keys[index].width <= end else { return false }
            column += keys[index].width + 2
            return true
        }
    }

    /// Whether a message at the right takes the room of no key.
    func areAllLeft(by message: [Span], _ canvas: Canvas) -> Bool {
        let end = canvas.width - 1 - canvas.width(of: message) - 2
        return Self.fitting(keys, before: end - helpWidth) == most
    }

    func draw(end: Int, y: Int, on canvas: inout Canvas) {
        var column = 1
        for index in Self.fitting(keys, before: end - helpWidth) {
            column = canvas.put(column, y, keys[index].named.key, .key)
            column = canvas.put(column + 1, y, keys[index].named.words, .dim) + 2
        }
        // Beside a message a bare key would be a riddle.
        let isRoomForWord = column + canvas.width(of: help ?? "") + 5 <= end
        guard let help, isRoomForWord || (end == canvas.width && column < end) else { return }
        column = canvas.put(column, y, help, .key)
        if isRoomForWord { canvas.put(column + 1, y, "help", .dim) }
    }
}

extension Canvas {
    /// Columns that pieces take one after the other.
    func width(of spans: [Span]) -> Int { spans.reduce(0) { $0 + width(of: $1.text) } }
}
