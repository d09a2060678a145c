import Foundation
internal import ResellerAPI

/// What is wrong with a blob.
struct BlobDamage: Error, Equatable {
    let problem: String
}

/// A chunk of customers as one blob: a header, then the memory of its arrays.
///
/// Header: mark and version, customers, bytes of `bytes` and of `folded`, each a UInt32 in the machine's order (a machine
/// of the other order reads another mark). Then `ends`, `foldedEnds`, `told`, `bytes`, `folded`. Read back at the speed of
/// memory, as the first paint waits for it.
enum ChunkBlob {
    static let mark: UInt32 = 0x3243_4452
    /// As it was before text was composed and hosts were spelt both ways: what is searched has to be folded anew.
    private static let formerMark: UInt32 = 0x3143_4452
    static let fields = CustomerField.allCases.count
    private static let headerSize = 16

    private struct Header {
        var mark: UInt32
        var count: UInt32
        var bytes: UInt32
        var folded: UInt32
    }

    static func digest(of chunk: CustomerChunk) -> Int64 { digest(of: chunk, mark: mark) }

    private static func digest(of chunk: CustomerChunk, mark: UInt32) -> Int64 {
        var digest = Digest()
        forEachPiece(of: chunk, mark: mark) { digest.add($0) }
        return digest.value
    }

    static func encode(_ chunk: CustomerChunk) -> Data {
        var data = Data()
        data.reserveCapacity(
            headerSize + chunk.count * (fields * 4 + 6) + chunk.bytes.count + chunk.folded.count)
        forEachPiece(of: chunk, mark: mark) { data.append(contentsOf: $0) }
        return data
    }

    /// Reads a chunk and trusts nothing: neither lengths nor ends nor text.
    static func decode(_ blob: UnsafeRawBufferPointer, digest: Int64) throws(BlobDamage) -> CustomerChunk {
        guard blob.count >= headerSize else { throw BlobDamage(problem: "cut short") }
        let header = blob.loadUnaligned(as: Header.self)
        guard header.mark == mark || header.mark == formerMark else { throw BlobDamage(problem: "unknown form") }
        let count = Int(header.count)
        var reader = PieceReader(blob: blob, offset: headerSize)
        guard
            blob.count == headerSize + count * (fields * 4 + 6) + Int(header.bytes) + Int(header.folded)
        else { throw BlobDamage(problem: "wrong length") }
        let ends = reader.array(of: UInt32.self, count: count * fields)
        let foldedEnds = reader.array(of: UInt32.self, count: count)
        let told = reader.array(of: UInt16.self, count: count)
        let bytes = reader.array(of: UInt8.self, count: Int(header.bytes))
        let folded = reader.array(of: UInt8.self, count: Int(header.folded))
        let chunk = CustomerChunk(
            count: count, bytes: bytes, ends: ends, told: told, folded: folded, foldedEnds: foldedEnds)
        guard Self.digest(of: chunk, mark: header.mark) == digest else { throw BlobDamage(problem: "wrong sum") }
        try check(chunk)
        return header.mark == mark ? chunk : CustomerChunkBuilder.refolded(chunk)
    }

    private static func forEachPiece(
        of chunk: CustomerChunk, mark: UInt32, _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        let header = Header(
            mark: mark, count: UInt32(chunk.count), bytes: UInt32(chunk.bytes.count),
            folded: UInt32(chunk.folded.count))
        withUnsafeBytes(of: header, body)
        chunk.ends.withUnsafeBytes(body)
        chunk.foldedEnds.withUnsafeBytes(body)
        chunk.told.withUnsafeBytes(body)
        chunk.bytes.withUnsafeBytes(body)
        chunk.folded.withUnsafeBytes(body)
    }

    /// A right sum proves only that the blob is what was written: it does not prove that what was written was sound.
    private static func check(_ chunk: CustomerChunk) throws(BlobDamage) {
        guard ascends(chunk.ends, within: chunk.bytes), ascends(chunk.foldedEnds, within: chunk.folded) else {
            throw BlobDamage(problem: "ends out of order")
        }
        // Of the folded text only bytes are looked for; it is never made a string.
        guard chunk.bytes.withUnsafeBytes(UTF8Check.isValid) else { throw BlobDamage(problem: "not UTF-8") }
        guard startsCharacters(chunk.ends, in: chunk.bytes), endLines(chunk.foldedEnds, in: chunk.folded) else {
            throw BlobDamage(problem: "ends within a character")
        }
    }

    private static func ascends(_ ends: [UInt32], within bytes: [UInt8]) -> Bool {
        var last: UInt32 = 0
        var isSound = true
        for end in ends {
            // No early way out, so that the loop stays fast.
            isSound = isSound && end >= last
            last = end
        }
        return isSound && Int(last) == bytes.count
    }

    private static func startsCharacters(_ ends: [UInt32], in bytes: [UInt8]) -> Bool {
        ends.allSatisfy { Int($0) == bytes.count || bytes[Int($0)] & 0xC0 != 0x80 }
    }

    private static func endLines(_ ends: [UInt32], in bytes: [UInt8]) -> Bool {
        ends.allSatisfy { $0 > 0 && bytes[Int($0) - 1] == 0x0A }
    }
}

/// Copies arrays out of a blob, one after the other; the caller has checked the whole length.
struct PieceReader {
    let blob: UnsafeRawBufferPointer
    var offset: Int

    mutating func array<Element: BitwiseCopyable>(of type: Element.Type, count: Int) -> [Element] {
        let size = count * MemoryLayout<Element>.stride
        let piece = UnsafeRawBufferPointer(rebasing: blob[offset..<offset + size])
        offset += size
        return [Element](unsafeUninitializedCapacity: count) { memory, filled in
            UnsafeMutableRawBufferPointer(memory).copyMemory(from: piece)
            filled = count
        }
    }
}
