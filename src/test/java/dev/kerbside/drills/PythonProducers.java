package dev.kerbside.drills;

import java.util.List;
import java.util.stream.Stream;

/** Producers in Python: the typical mistakes, the original tutorial's own among them, and right ones that are not ours. */
final class PythonProducers {
    /**
     * One function that is not the reference's.
     *
     * @param function {@code records} or {@code send}
     * @param body its lines, not indented; {@code rows} is a DataFrame in the one, {@code partitions} a number in the other
     * @param says what the drill's message must contain; nothing if the code is right
     */
    record Producer(String name, String function, String body, List<String> says) {
        Producer says(String... words) {
            return new Producer(name, function, body, List.of(words));
        }

        /** The module with only this function. */
        String text() {
            String head = function.equals("records")
                    ? "def records(file):\n    import json\n    rows = file.read().to_pandas()\n"
                    : "def send(producer, topic, records):\n    partitions = len(producer.partitions_for(topic))\n";
            return head + body.indent(4);
        }

        @Override
        public String toString() {
            return function + ": " + name;
        }
    }

    private PythonProducers() {}

    static Stream<Producer> mistakes() {
        return Stream.of(form(), fields(), sending()).flatMap(List::stream);
    }

    private static Producer records(String name, String body) {
        return new Producer(name, "records", body, List.of());
    }

    private static Producer send(String name, String body) {
        return new Producer(name, "send", body, List.of());
    }

    private static List<Producer> form() {
        return List.of(
                records("text, as the original", "return [row.to_json() for _, row in rows.iterrows()]")
                        .says("Record 1 is a str, not bytes: {\"VendorID\":2", "encode the text, as UTF-8"),
                records("a dict", "return rows.to_dict('records')")
                        .says("Record 1 is a dict, not bytes", "make JSON of the row"),
                records("a Series", "return [row for _, row in rows.iterrows()]")
                        .says("Record 1 is a Series, not bytes", "make JSON of the row"),
                records("a dict as Python shows it", "return [str(row).encode() for row in rows.to_dict('records')]")
                        .says("a dict as Python shows it, not JSON", "json.dumps()"),
                records(
                                "NaN",
                                "return [json.dumps(row, default=lambda t: int(t.timestamp() * 1000)).encode() for row in rows.to_dict('records')]")
                        .says("has the word NaN, which JSON does not know", "What is missing is null"),
                records("all rows as one record", "return [rows.to_json(orient='records').encode()]")
                        .says("Record 1 is a list of 5", "Each row is a record of its own"),
                records("a DataFrame as one record", "yield rows.to_json().encode()")
                        .says("holds more than a row"),
                records("all rows as lines of one record", "yield rows.to_json(orient='records', lines=True).encode()")
                        .says("lines, a row each"),
                records("JSON twice", "return [json.dumps(row.to_json()).encode() for _, row in rows.iterrows()]")
                        .says("JSON in JSON"),
                records(
                                "the values without their names",
                                "return [row.to_json(orient='values').encode() for _, row in rows.iterrows()]")
                        .says("no JSON object with a field for each column"),
                records(
                                "another encoding",
                                "return rows.to_json(orient='records', lines=True, force_ascii=False).encode('latin-1').splitlines()")
                        .says("not text in UTF-8"),
                records("one text, not in a list", "return rows.to_json()").says("Record 1 is a str, not bytes"),
                records("only the first rows", "return [row.to_json().encode() for _, row in rows.head(10).iterrows()]")
                        .says("records() gives 10 records of a file of 5"),
                records("without an end", "while True:\n    yield rows.iloc[0].to_json().encode()")
                        .says("records() gives at least 10,000 records"),
                records("nothing", "pass").says("records() returns None, expected a generator of bytes"),
                records("a wrong name", "return [row.to_jsn().encode() for _, row in rows.iterrows()]")
                        .says("records() fails at stream_taxi_data_kafka_producer.py:", "AttributeError", "to_jsn"));
    }

    private static List<Producer> fields() {
        String times = "for name in ('lpep_pickup_datetime', 'lpep_dropoff_datetime'):\n    rows[name] = %s\n";
        String made = "return rows.to_json(orient='records', lines=True).encode().splitlines()";
        return List.of(
                records("seconds", times.formatted("rows[name].astype('int64') // 1_000_000") + made)
                        .says("lpep_pickup_datetime: the times are in seconds, not in milliseconds"),
                records("nanoseconds", times.formatted("rows[name].astype('datetime64[ns]').astype('int64')") + made)
                        .says("the times are in nanoseconds, not in milliseconds"),
                records("seconds with a fraction", times.formatted("rows[name].astype('int64') / 1_000_000") + made)
                        .says("lpep_pickup_datetime is 1.641E9", "with a decimal point", "whole milliseconds"),
                records("times as texts", made.replace("lines=True", "lines=True, date_format='iso'"))
                        .says("lpep_pickup_datetime is \"20", "a text", "whole milliseconds since 1970"),
                records(
                                "times as the dict has them",
                                "return [json.dumps({k: None if v != v else v for k, v in row.items()}, default=str).encode() for row in rows.to_dict('records')]")
                        .says("a text", "whole milliseconds since 1970"),
                records("times of New York", times.formatted("rows[name].dt.tz_localize('Etc/GMT+5')") + made)
                        .says("+300 minutes: it was taken for a time of another zone"),
                records("all as texts", "return rows.astype(str)" + made.substring("return rows".length()))
                        .says("in the record of row"),
                records(
                                "0 for what is missing",
                                "rows = rows.fillna({name: 0 for name in rows.select_dtypes('number')})\n" + made)
                        .says("is 0.0 in the record of row", "the file has nothing there"),
                records("the index", "return rows.reset_index()" + made.substring("return rows".length()))
                        .says("the field index, which is a number of pandas'"),
                records(
                                "the Index of a tuple",
                                "return [json.dumps({k: None if v != v else v for k, v in row._asdict().items()}, default=lambda t: int(t.timestamp() * 1000)).encode() for row in rows.itertuples()]")
                        .says("the field Index, which is a number of pandas'"),
                records(
                                "some columns",
                                "return rows[['lpep_dropoff_datetime', 'PULocationID', 'total_amount']]"
                                        + made.substring("return rows".length()))
                        .says("No record has the field VendorID"),
                records("rounded", made.replace("lines=True", "lines=True, double_precision=1"))
                        .says("and the file has"),
                records("sorted", "return rows.sort_values('trip_distance')" + made.substring("return rows".length()))
                        .says("those of the file, in another order"),
                records(
                                "without what lacks something",
                                "return rows.dropna(subset=['passenger_count'])"
                                        + made.substring("return rows".length()))
                        .says("records of a file of 5"));
    }

    private static List<Producer> sending() {
        return List.of(
                send(
                                "no flush",
                                "n = 0\nfor record in records:\n    producer.send(topic, record)\n    n += 1\nreturn n")
                        .says("send() returns while 5", "still wait in the producer", "flush() waits for all"),
                send(
                                "errors are ignored, as the original",
                                "n = 0\nfor record in records:\n    producer.send(topic, record)\n    n += 1\nproducer.flush()\nreturn n")
                        .says("Kafka refused one of 5", "as if nothing had happened", "The future of each record"),
                send(
                                "an error is printed",
                                "futures = [producer.send(topic, record) for record in records]\nproducer.flush()\nfor future in futures:\n    if future.failed():\n        print(future.exception)\nreturn sum(future.succeeded() for future in futures)")
                        .says("Kafka refused one of 5", "as if nothing had happened"),
                send(
                                "a callback raises",
                                "n = 0\ndef failed(e):\n    raise e\nfor record in records:\n    producer.send(topic, record).add_errback(failed)\n    n += 1\nproducer.flush()\nreturn n")
                        .says("Kafka refused one of 5"),
                send(
                                "always the same partition",
                                "futures = [producer.send(topic, record, partition=0) for record in records]\nfor future in futures:\n    future.get(10)\nreturn len(futures)")
                        .says("records to one of 3 partitions, because it says so"),
                send(
                                "always the same key",
                                "futures = [producer.send(topic, key=b'green', value=record) for record in records]\nfor future in futures:\n    future.get(10)\nreturn len(futures)")
                        .says("records to one of 3 partitions, because they have only 1 keys"),
                send("text for bytes", "for record in records:\n    producer.send(topic, record.decode())")
                        .says(
                                "send() fails at stream_taxi_data_kafka_producer.py:",
                                "TypeError",
                                "Unsupported type for serialized value: <class 'str'>"),
                send(
                                "the topic in the code",
                                "futures = [producer.send('tdp-user-nyc-taxi', record) for record in records]\nproducer.flush()\nreturn len(futures)")
                        .says("sends to the topic tdp-user-nyc-taxi, and was given hand-made-1"),
                send(
                                "the record as the key",
                                "futures = [producer.send(topic, key=record) for record in records]\nproducer.flush()\nreturn len(futures)")
                        .says("none of the records"),
                send(
                                "the first record is left out",
                                "futures = [producer.send(topic, record) for record in list(records)[1:]]\nproducer.flush()\nreturn len(futures)")
                        .says("does not send 1 of the 5"),
                send(
                                "the producer is closed",
                                "futures = [producer.send(topic, record) for record in records]\nproducer.close()\nreturn len(futures)")
                        .says("closes the producer"),
                send(
                                "it does not say how many",
                                "for record in records:\n    producer.send(topic, record)\nproducer.flush()")
                        .says("send() returns None, expected a number"),
                send(
                                "it gives the futures",
                                "futures = [producer.send(topic, record) for record in records]\nproducer.flush()\nreturn futures")
                        .says("send() returns a list, expected a number"));
    }

    static Stream<Producer> otherWays() {
        String clean = "{k: None if v != v else v for k, v in %s.items()}";
        String millis = "default=lambda t: int(t.timestamp() * 1000)";
        return Stream.of(
                records(
                        "a row at a time, as the original",
                        "for _, row in rows.iterrows():\n    yield row.to_json().encode()"),
                records("apply", "return rows.apply(lambda row: row.to_json().encode('utf-8'), axis=1)"),
                records(
                        "dicts and json.dumps()",
                        "return [json.dumps(%s, %s).encode() for row in rows.to_dict('records')]"
                                .formatted(clean.formatted("row"), millis)),
                records(
                        "tuples",
                        "for row in rows.itertuples(index=False):\n    yield json.dumps(%s, %s).encode()"
                                .formatted(clean.formatted("row._asdict()"), millis)),
                records(
                        "Arrow's own rows",
                        "from datetime import timezone\nfor row in file.read().to_pylist():\n    yield json.dumps(%s, default=lambda t: int(t.replace(tzinfo=timezone.utc).timestamp() * 1000), ensure_ascii=False).encode()"
                                .formatted(clean.formatted("row"))),
                records(
                        "a batch at a time",
                        "for batch in file.iter_batches(7):\n    yield from batch.to_pandas().to_json(orient='records', lines=True).encode().splitlines()"),
                records(
                        "one string, split",
                        "return [line.encode() for line in rows.to_json(orient='records', lines=True).splitlines()]"),
                send(
                        "get() after each",
                        "n = 0\nfor record in records:\n    producer.send(topic, record).get(timeout=10)\n    n += 1\nreturn n"),
                send(
                        "get() of all at the end",
                        "futures = [producer.send(topic, value=record) for record in records]\nreturn len([future.get() for future in futures])"),
                send(
                        "flush, then failed()",
                        "futures = [producer.send(topic, record) for record in records]\nproducer.flush()\nfor future in futures:\n    if future.failed():\n        raise future.exception\nreturn len(futures)"),
                send(
                        "by key",
                        "futures = [producer.send(topic, key=str(i).encode(), value=record) for i, record in enumerate(records)]\nproducer.flush()\nreturn sum(bool(future.get(5)) for future in futures)"),
                send(
                        "metadata in callbacks",
                        "done, bad = [], []\nfor i, record in enumerate(records):\n    producer.send(topic, record, partition=i % partitions).add_callback(lambda m: done.append((m.topic, m.partition, m.offset))).add_errback(bad.append)\nproducer.flush(60)\nif bad:\n    raise SystemExit(str(bad))\nassert {topic} == {one[0] for one in done}\nreturn len(done)"),
                send(
                        "it waits until callbacks have come",
                        "import time\ndone, bad = [], []\nn = 0\nfor record in records:\n    producer.send(topic, record).add_callback(done.append).add_errback(bad.append)\n    n += 1\nwhile len(done) + len(bad) < n:\n    time.sleep(0.01)\nif bad:\n    raise bad[0]\nreturn len(done)"));
    }
}
