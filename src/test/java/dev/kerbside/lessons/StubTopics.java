package dev.kerbside.lessons;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.message.CreateDelegationTokenResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBrokerCollection;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopicCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.requests.ListOffsetsRequest;

/** The topics of {@link StubBroker}, and its answers to those who ask about them. */
final class StubTopics {
    /** What can be asked, in the last version that calls a topic by its name. */
    private static final Map<ApiKeys, Integer> VERSIONS = Map.of(
            ApiKeys.API_VERSIONS,
            3,
            ApiKeys.METADATA,
            9,
            ApiKeys.LIST_OFFSETS,
            7,
            ApiKeys.FETCH,
            12,
            ApiKeys.CREATE_DELEGATION_TOKEN,
            3);

    private static final int ID = 1;

    /** @param inSync brokers that have all that this partition has */
    private record Partition(List<Integer> inSync, int end, MemoryRecords records) {}

    private final String host;
    private final int port;
    private final Map<String, List<Partition>> topics = new ConcurrentHashMap<>();

    /** @param host where the one broker listens that they are on */
    StubTopics(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Makes a topic, or replaces it.
     *
     * @param inSync how many replicas of each partition are in sync
     * @param partitions the records of each
     */
    void put(String name, int inSync, List<List<SimpleRecord>> partitions) {
        List<Integer> brokers = IntStream.rangeClosed(ID, inSync).boxed().toList();
        topics.put(
                name,
                partitions.stream()
                        .map(records -> new Partition(
                                brokers,
                                records.size(),
                                MemoryRecords.withRecords(Compression.NONE, records.toArray(SimpleRecord[]::new))))
                        .toList());
    }

    /** @throws IllegalArgumentException if that is nothing that it knows */
    ApiMessage answer(ApiKeys api, ApiMessage question) {
        return switch (api) {
            case API_VERSIONS -> versions();
            case METADATA -> metadata((MetadataRequestData) question);
            case LIST_OFFSETS -> offsets((ListOffsetsRequestData) question);
            case FETCH -> records((FetchRequestData) question);
            // As a broker without delegation.token.secret.key.
            case CREATE_DELEGATION_TOKEN ->
                new CreateDelegationTokenResponseData().setErrorCode(Errors.DELEGATION_TOKEN_AUTH_DISABLED.code());
            default -> throw new IllegalArgumentException(api.toString());
        };
    }

    private static ApiMessage versions() {
        ApiVersionCollection versions = new ApiVersionCollection();
        VERSIONS.forEach((api, version) -> versions.add(new ApiVersion()
                .setApiKey(api.id)
                .setMinVersion(api.oldestVersion())
                .setMaxVersion(version.shortValue())));
        return new ApiVersionsResponseData().setApiKeys(versions);
    }

    private ApiMessage metadata(MetadataRequestData question) {
        MetadataResponseTopicCollection found = new MetadataResponseTopicCollection();
        if (question.topics() != null) {
            question.topics().forEach(topic -> found.add(metadata(topic.name())));
        }
        MetadataResponseBroker self =
                new MetadataResponseBroker().setNodeId(ID).setHost(host).setPort(port);
        return new MetadataResponseData()
                .setControllerId(ID)
                .setBrokers(new MetadataResponseBrokerCollection(List.of(self).iterator()))
                .setTopics(found);
    }

    private MetadataResponseTopic metadata(String name) {
        List<Partition> partitions = topics.get(name);
        return new MetadataResponseTopic()
                .setName(name)
                .setPartitions(IntStream.range(0, partitions.size())
                        .mapToObj(i -> new MetadataResponsePartition()
                                .setPartitionIndex(i)
                                .setLeaderId(ID)
                                .setReplicaNodes(partitions.get(i).inSync())
                                .setIsrNodes(partitions.get(i).inSync()))
                        .toList());
    }

    private ApiMessage offsets(ListOffsetsRequestData question) {
        return new ListOffsetsResponseData()
                .setTopics(question.topics().stream()
                        .map(topic -> new ListOffsetsTopicResponse()
                                .setName(topic.name())
                                .setPartitions(topic.partitions().stream()
                                        .map(partition -> offset(topic.name(), partition))
                                        .toList()))
                        .toList());
    }

    private ListOffsetsPartitionResponse offset(String topic, ListOffsetsPartition partition) {
        boolean first = partition.timestamp() == ListOffsetsRequest.EARLIEST_TIMESTAMP;
        return new ListOffsetsPartitionResponse()
                .setPartitionIndex(partition.partitionIndex())
                .setOffset(
                        first
                                ? 0
                                : topics.get(topic)
                                        .get(partition.partitionIndex())
                                        .end());
    }

    private ApiMessage records(FetchRequestData question) {
        return new FetchResponseData()
                .setResponses(question.topics().stream()
                        .map(topic -> new FetchableTopicResponse()
                                .setTopic(topic.topic())
                                .setPartitions(topic.partitions().stream()
                                        .map(partition -> records(topic.topic(), partition))
                                        .toList()))
                        .toList());
    }

    private FetchResponseData.PartitionData records(String topic, FetchPartition wanted) {
        Partition partition = topics.get(topic).get(wanted.partition());
        return new FetchResponseData.PartitionData()
                .setPartitionIndex(wanted.partition())
                .setHighWatermark(partition.end())
                .setLastStableOffset(partition.end())
                .setLogStartOffset(0)
                .setRecords(wanted.fetchOffset() < partition.end() ? partition.records() : MemoryRecords.EMPTY);
    }
}
