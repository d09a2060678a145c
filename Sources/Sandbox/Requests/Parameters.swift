import Foundation

/// The parameters of one call, wherever they stood: query, urlencoded body, multipart body, or split over them.
///
/// The body wins over the query, the last of equals wins. `ip[]=` and `ip[0]=` are entries of the list `ip`.
struct Parameters: Sendable, Equatable, Codable {
    private(set) var values: [String: String] = [:]
    private(set) var lists: [String: [String]] = [:]

    init() {}

    /// Reads the parameters of a request.
    init(query: String, contentType: String?, body: [UInt8]) {
        merge(Self.pairs(urlencoded: Array(query.utf8)))
        guard !body.isEmpty else { return }
        if let contentType, contentType.lowercased().hasPrefix("multipart/") {
            guard let boundary = Multipart.boundary(of: contentType) else { return }
            merge(Multipart.pairs(body, boundary: boundary))
        } else {
            merge(Self.pairs(urlencoded: body))
        }
    }

    /// The value of this name; nil where there is none. A list of one is as good as a value.
    subscript(_ name: String) -> String? { values[name] ?? lists[name]?.last }

    /// The value of this name; nil also where it is empty.
    func filled(_ name: String) -> String? {
        guard let value = self[name], !value.isEmpty else { return nil }
        return value
    }

    /// All entries of a list that are not empty; a single value is a list of one.
    func list(_ name: String) -> [String] {
        (lists[name] ?? values[name].map { [$0] } ?? []).filter { !$0.isEmpty }
    }

    mutating func set(_ name: String, _ value: String) {
        values[name] = value
        lists[name] = nil
    }

    mutating func set(_ name: String, _ list: [String]) {
        lists[name] = list
        values[name] = nil
    }

    mutating func remove(_ name: String) {
        values[name] = nil
        lists[name] = nil
    }

    private mutating func merge(_ pairs: [(String, String)]) {
        var given: Set<String> = []
        for (name, value) in pairs {
            if let list = Self.listName(name) {
                if given.insert(list).inserted { lists[list] = [] }
                lists[list, default: []].append(value)
                values[list] = nil
            } else {
                values[name] = value
                lists[name] = nil
            }
        }
    }

    /// `ip` for `ip[]` and `ip[12]`; nil for names that are no entry of a list.
    private static func listName(_ name: String) -> String? {
        guard name.hasSuffix("]"), let open = name.lastIndex(of: "["), open > name.startIndex,
            name[name.index(after: open)...].dropLast().allSatisfy(\.isNumber)
        else { return nil }
        return String(name[..<open])
    }

    private static func pairs(urlencoded bytes: [UInt8]) -> [(String, String)] {
        bytes.split(separator: 0x26).map { part in
            let sides = part.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            return (decode(sides[0]), sides.count > 1 ? decode(sides[1]) : "")
        }
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == 0x25, index + 2 < bytes.endIndex, let high = hex(bytes[index + 1]),
                let low = hex(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(bytes[index] == 0x2B ? 0x20 : bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}

/// Reads `multipart/form-data`.
enum Multipart {
    /// The boundary that the header names.
    static func boundary(of contentType: String) -> String? {
        for part in contentType.split(separator: ";").dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].trimmingCharacters(in: .whitespaces).lowercased() == "boundary" else {
                continue
            }
            return sides[1].trimmingCharacters(in: CharacterSet(charactersIn: " \""))
        }
        return nil
    }

    static func pairs(_ body: [UInt8], boundary: String) -> [(String, String)] {
        let data = Data(body)
        let mark = Data("--\(boundary)".utf8)
        var pairs: [(String, String)] = []
        var cursor = data.startIndex
        while let found = data.range(of: mark, in: cursor..<data.endIndex) {
            let next = data.range(of: mark, in: found.upperBound..<data.endIndex)
            let part = data[found.upperBound..<(next?.lowerBound ?? data.endIndex)]
            if let pair = pair(part) { pairs.append(pair) }
            cursor = found.upperBound
        }
        return pairs
    }

    private static func pair(_ part: Data) -> (String, String)? {
        let gap = part.range(of: Data("\r\n\r\n".utf8)) ?? part.range(of: Data("\n\n".utf8))
        guard let gap else { return nil }
        let head = String(decoding: part[part.startIndex..<gap.lowerBound], as: UTF8.self)
        var value = part[gap.upperBound...]
        if value.last == 0x0A { value = value.dropLast() }
        if value.last == 0x0D { value = value.dropLast() }
        guard let name = name(head) else { return nil }
        return (name, String(decoding: value, as: UTF8.self))
    }

    private static func name(_ head: String) -> String? {
        for line in head.split(whereSeparator: \.isNewline)
        where line.lowercased().hasPrefix("content-disposition:") {
            for item in line.split(separator: ";").dropFirst() {
                let sides = item.split(separator: "=", maxSplits: 1)
                guard sides.count == 2, sides[0].trimmingCharacters(in: .whitespaces).lowercased() == "name" else {
                    continue
                }
                return sides[1].trimmingCharacters(in: CharacterSet(charactersIn: " \"\r\n"))
            }
        }
        return nil
    }
}
