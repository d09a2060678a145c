import Foundation
import GRDB
import Records
import ResellerAPI
import Testing

@testable import Archive

@Suite struct CustomersTests {
    @Test("Customers come back as they were kept, from another process's point of view too")
    func roundTrip() throws {
        let scratch = try Scratch()
        let saved = snapshot([chunk(0..<300), chunk(300..<301), chunk(301..<301)])
        try Archive(path: scratch.path()).saveCustomers(saved)
        let loaded = try #require(try Archive(path: scratch.path()).customers(of: "acme"))
        #expect(loaded == saved)
        #expect(loaded.chunks.map(\.folded) == saved.chunks.map(\.folded))
        #expect(loaded.chunks.map(\.foldedEnds) == saved.chunks.map(\.foldedEnds))
        #expect(loaded.chunks[0].text(5, .city) == "Málaga 東京")
        #expect(loaded.chunks[0].text(7, .city) == nil)
    }

    @Test("An account that was never kept has no customers, an empty one has none of them")
    func absentAndEmpty() throws {
        let archive = try Archive.inMemory()
        try archive.saveCustomers(snapshot([], account: "empty"))
        #expect(try archive.customers(of: "acme") == nil)
        #expect(try archive.customers(of: "empty")?.chunks == [])
    }

    @Test("Accounts are kept apart and a later save replaces the former one")
    func replaced() throws {
        let archive = try Archive.inMemory()
        try archive.saveCustomers(snapshot([chunk(0..<10), chunk(10..<20)]))
        try archive.saveCustomers(snapshot([chunk(5..<9)], account: "other"))
        let later = snapshot([chunk(0..<11)], readAt: 1_800_000_000)
        try archive.saveCustomers(later)
        #expect(try archive.customers(of: "acme") == later)
        #expect(try archive.customers(of: "other")?.chunks == [chunk(5..<9)])
    }

    @Test("A chunk that did not change is not written again")
    func unchangedStays() throws {
        let archive = try Archive.inMemory()
        try archive.saveCustomers(snapshot([chunk(0..<10), chunk(10..<20)]))
        // A mark in the stored bytes shows which of them were written anew.
        try archive.write { try $0.execute(sql: "UPDATE chunk SET data = x'00'") }
        try archive.saveCustomers(snapshot([chunk(0..<10), chunk(10..<21)]))
        let sizes = try archive.read { try Int.fetchAll($0, sql: "SELECT length(data) FROM chunk ORDER BY position") }
        #expect(sizes.first == 1)
        #expect(try #require(sizes.last) > 1)
    }

    @Test("An order that was not kept stays empty")
    func noOrder() throws {
        let archive = try Archive.inMemory()
        let saved = CustomerSnapshot(account: "acme", readAt: 1, chunks: [chunk(0..<3)], byUsername: [])
        try archive.saveCustomers(saved)
        #expect(try archive.customers(of: "acme") == saved)
    }

    @Test("A chunk that an older program kept is searched by the rules of today")
    func formerChunk() throws {
        var builder = CustomerChunkBuilder()
        builder.append { $0 == .username ? ArraySlice("kim@bu\u{308}cher.example".utf8) : nil }
        let whole = builder.chunk()
        let old = CustomerChunk(
            count: 1, bytes: whole.bytes, ends: whole.ends, told: whole.told, folded: Array("kim\n".utf8),
            foldedEnds: [4])
        var blob = ChunkBlob.encode(old)
        withUnsafeBytes(of: ChunkBlob.formerMark) { blob.replaceSubrange(0..<4, with: $0) }
        let digest = ChunkBlob.digest(of: old, mark: ChunkBlob.formerMark)
        let read = try blob.withUnsafeBytes { try ChunkBlob.decode($0, digest: digest) }
        #expect(read == whole)
        #expect(read.folded == whole.folded)
        #expect(String(decoding: read.folded, as: UTF8.self).contains("\u{1}kim@xn--bcher-kva.example"))
    }

    @Test("Every changed or cut byte of a stored chunk is found out and names the part")
    func damagedBytes() throws {
        let archive = try Archive.inMemory()
        let whole = ChunkBlob.encode(chunk(0..<4))
        for position in stride(from: 0, to: whole.count, by: 3) {
            var broken = whole
            broken[position] ^= 0x40
            try keep(broken, in: archive)
            #expect(
                error { () throws(ArchiveError) in _ = try archive.customers(of: "acme") }.map(isDamage) == true,
                "byte \(position)")
        }
        for length in stride(from: 0, to: whole.count, by: 7) {
            try keep(whole.prefix(length), in: archive)
            let found = error { () throws(ArchiveError) in _ = try archive.customers(of: "acme") }
            #expect(
                found
                    == .damaged(
                        path: "in memory", what: "part 2 of 3 of the customers of acme",
                        problem: length < 16 ? "cut short" : "wrong length"))
        }
    }

    @Test("What is damaged is thrown away, so that the next save writes all of it")
    func healed() throws {
        let archive = try Archive.inMemory()
        let saved = snapshot([chunk(0..<10), chunk(10..<20)])
        try archive.saveCustomers(saved)
        try archive.write { try $0.execute(sql: "UPDATE chunk SET data = x'00' WHERE position = 1") }
        #expect(error { () throws(ArchiveError) in _ = try archive.customers(of: "acme") } != nil)
        #expect(try archive.customers(of: "acme") == nil)
        try archive.saveCustomers(saved)
        #expect(try archive.customers(of: "acme") == saved)
    }

    @Test(
        "Missing parts, foreign types and a broken order are damage, not the end of the program",
        arguments: [
            ("DELETE FROM chunk WHERE position = 0", "part 1 of 2 of the customers of acme", "missing"),
            ("DELETE FROM chunk WHERE position = 1", "part 2 of 2 of the customers of acme", "missing"),
            ("UPDATE chunk SET digest = 'x'", "part 1 of 2 of the customers of acme", "unknown form"),
            ("UPDATE chunk SET data = 'x'", "part 1 of 2 of the customers of acme", "cut short"),
            ("UPDATE snapshot SET readAt = 'x'", "order of the customers of acme", "unknown form"),
            ("UPDATE snapshot SET byUsername = x'01'", "order of the customers of acme", "wrong sum"),
        ])
    func foreign(sql: String, what: String, problem: String) throws {
        let archive = try Archive.inMemory()
        try archive.saveCustomers(snapshot([chunk(0..<10), chunk(10..<20)]))
        try archive.write { try $0.execute(sql: sql) }
        #expect(
            error { () throws(ArchiveError) in _ = try archive.customers(of: "acme") }
                == .damaged(path: "in memory", what: what, problem: problem))
    }

    @Test("An order that names a row twice is refused though its sum is right")
    func twice() throws {
        let archive = try Archive.inMemory()
        try archive.saveCustomers(
            CustomerSnapshot(account: "acme", readAt: 1, chunks: [chunk(0..<3)], byUsername: [0, 1, 1]))
        #expect(
            error { () throws(ArchiveError) in _ = try archive.customers(of: "acme") }
                == .damaged(
                    path: "in memory", what: "order of the customers of acme", problem: "rows missing or twice"))
    }

    @Test("A chunk that was unsound when it was kept is refused though its sum is right")
    func unsound() {
        let good = chunk(1..<3)
        var ends = good.ends
        ends.swapAt(0, 1)
        #expect(damage(good, ends: ends) == BlobDamage(problem: "ends out of order"))
        ends = good.ends
        ends[ends.count - 1] += 1
        #expect(damage(good, ends: ends) == BlobDamage(problem: "ends out of order"))
        var bytes = good.bytes
        bytes[0] = 0xFF
        #expect(damage(good, bytes: bytes) == BlobDamage(problem: "not UTF-8"))
        let accented = chunk(5..<6)
        ends = accented.ends
        ends[CustomerField.city.rawValue] -= 1
        #expect(damage(accented, ends: ends) == BlobDamage(problem: "ends within a character"))
    }

    @Test("The check of UTF-8 agrees with the standard library on random bytes and on every edge of the ranges")
    func textCheck() {
        var generator = Seeded(state: 11)
        let edges: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xEF,
            0xF0,
            0xF1, 0xF4, 0xF5, 0xFF,
        ]
        var valid = 0
        for _ in 0..<50_000 {
            let padding = [UInt8](repeating: 0x61, count: Int.random(in: 0...17, using: &generator))
            let tail = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                edges[Int.random(in: 0..<edges.count, using: &generator)]
            }
            let bytes = padding + tail
            let expected = String(validating: bytes, as: UTF8.self) != nil
            if expected { valid += 1 }
            if bytes.withUnsafeBytes(UTF8Check.isValid) != expected { Issue.record("\(bytes)") }
        }
        #expect((1_000..<49_000).contains(valid))
    }

    private func damage(_ chunk: CustomerChunk, bytes: [UInt8]? = nil, ends: [UInt32]? = nil) -> BlobDamage? {
        let changed = CustomerChunk(
            count: chunk.count, bytes: bytes ?? chunk.bytes, ends: ends ?? chunk.ends, told: chunk.told,
            folded: chunk.folded, foldedEnds: chunk.foldedEnds)
        do {
            _ = try ChunkBlob.encode(changed).withUnsafeBytes {
                try ChunkBlob.decode($0, digest: ChunkBlob.digest(of: changed))
            }
            return nil
        } catch {
            return error as? BlobDamage
        }
    }

    private func keep(_ blob: Data, in archive: Archive) throws {
        try archive.saveCustomers(snapshot([chunk(4..<6), chunk(0..<4), chunk(6..<7)]))
        try archive.write { try $0.execute(sql: "UPDATE chunk SET data = ? WHERE position = 1", arguments: [blob]) }
    }

    private func isDamage(_ error: ArchiveError) -> Bool {
        if case .damaged(_, "part 2 of 3 of the customers of acme", _) = error { true } else { false }
    }
}
