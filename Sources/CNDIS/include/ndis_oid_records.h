/// What general, scaling and port requests and the general status indications carry; layout of 64-bit Windows,
/// revisions up to those of NDIS 6.40.
/// Pages: `ntddndis/ns-ntddndis-_ndis_*`, `ndis/ns-ndis-_ndis_restart_general_attributes`, `network/oid-gen-*`.
#pragma once

#include "ndis_common.h"

// MARK: General

/// Page: `ntddndis/ns-ntddndis-_ndis_link_state`.
typedef struct NDIS_LINK_STATE {
  NDIS_OBJECT_HEADER Header;
  NDIS_MEDIA_CONNECT_STATE MediaConnectState;
  NDIS_MEDIA_DUPLEX_STATE MediaDuplexState;
  ULONG64 XmitLinkSpeed;
  ULONG64 RcvLinkSpeed;
  ULONG PauseFunctions;
  ULONG AutoNegotiationFlags;
} NDIS_LINK_STATE, *PNDIS_LINK_STATE;

/// Page: `ntddndis/ns-ntddndis-_ndis_link_parameters`.
typedef struct NDIS_LINK_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  NDIS_MEDIA_DUPLEX_STATE MediaDuplexState;
  ULONG64 XmitLinkSpeed;
  ULONG64 RcvLinkSpeed;
  ULONG PauseFunctions;
  ULONG AutoNegotiationFlags;
} NDIS_LINK_PARAMETERS, *PNDIS_LINK_PARAMETERS;

typedef enum NDIS_INTERRUPT_MODERATION {
  NdisInterruptModerationUnknown = 0,
  NdisInterruptModerationNotSupported = 1,
  NdisInterruptModerationEnabled = 2,
  NdisInterruptModerationDisabled = 3
} NDIS_INTERRUPT_MODERATION;

/// Page: `ntddndis/ns-ntddndis-_ndis_interrupt_moderation_parameters`.
typedef struct NDIS_INTERRUPT_MODERATION_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_INTERRUPT_MODERATION InterruptModeration;
} NDIS_INTERRUPT_MODERATION_PARAMETERS, *PNDIS_INTERRUPT_MODERATION_PARAMETERS;

/// Times in milliseconds; `TimeoutArrayLength` of them.
typedef struct NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG TimeoutArrayLength;
  ULONG TimeoutArray[1];
} NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES, *PNDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES;

/// Page: `ntddndis/ns-ntddndis-_ndis_pci_device_custom_properties`.
typedef struct NDIS_PCI_DEVICE_CUSTOM_PROPERTIES {
  NDIS_OBJECT_HEADER Header;
  ULONG DeviceType;
  ULONG CurrentSpeedAndMode;
  ULONG CurrentPayloadSize;
  ULONG MaxPayloadSize;
  ULONG MaxReadRequestSize;
  ULONG CurrentLinkSpeed;
  ULONG CurrentLinkWidth;
  ULONG MaxLinkSpeed;
  ULONG MaxLinkWidth;
  // Revision 2 (6.20).
  ULONG PciExpressVersion;
  ULONG InterruptType;
  ULONG MaxInterruptMessages;
} NDIS_PCI_DEVICE_CUSTOM_PROPERTIES, *PNDIS_PCI_DEVICE_CUSTOM_PROPERTIES;

/// What a restart may change of the general attributes. Page: `ndis/ns-ndis-_ndis_restart_general_attributes`.
typedef struct NDIS_RESTART_GENERAL_ATTRIBUTES {
  NDIS_OBJECT_HEADER Header;
  ULONG MtuSize;
  ULONG64 MaxXmitLinkSpeed;
  ULONG64 MaxRcvLinkSpeed;
  ULONG LookaheadSize;
  ULONG MacOptions;
  ULONG SupportedPacketFilters;
  ULONG MaxMulticastListSize;
  PVOID RecvScaleCapabilities;
  NET_IF_ACCESS_TYPE AccessType;
  ULONG Flags;
  NET_IF_CONNECTION_TYPE ConnectionType;
  ULONG SupportedStatistics;
  ULONG DataBackFillSize;
  ULONG ContextBackFillSize;
  PNDIS_OID SupportedOidList;
  ULONG SupportedOidListLength;
  // Revision 2 (6.20).
  ULONG MaxLookaheadSizeAccessed;
} NDIS_RESTART_GENERAL_ATTRIBUTES, *PNDIS_RESTART_GENERAL_ATTRIBUTES;

/// A GUID as the registry and WMI know it.
typedef struct ND_GUID {
  ULONG Data1;
  USHORT Data2;
  USHORT Data3;
  UCHAR Data4[8];
} ND_GUID;

/// Page: `ntddndis/ns-ntddndis-_ndis_guid`.
typedef struct NDIS_GUID {
  ND_GUID Guid;
  ULONG OidOrStatus;
  ULONG Size;
  ULONG Flags;
} NDIS_GUID, *PNDIS_GUID;

typedef struct TRANSPORT_HEADER_OFFSET {
  USHORT ProtocolType;
  USHORT HeaderOffset;
} TRANSPORT_HEADER_OFFSET, *PTRANSPORT_HEADER_OFFSET;

/// `AddressLength` bytes follow the type.
typedef struct NETWORK_ADDRESS {
  USHORT AddressLength;
  USHORT AddressType;
  UCHAR Address[1];
} NETWORK_ADDRESS, *PNETWORK_ADDRESS;

typedef struct NETWORK_ADDRESS_LIST {
  LONG AddressCount;
  USHORT AddressType;
  NETWORK_ADDRESS Address[1];
} NETWORK_ADDRESS_LIST, *PNETWORK_ADDRESS_LIST;

/// Offsets count from the start of the record.
typedef struct RNDIS_CONFIG_PARAMETER_INFO {
  ULONG ParameterNameOffset;
  ULONG ParameterNameLength;
  ULONG ParameterType;
  ULONG ParameterValueOffset;
  ULONG ParameterValueLength;
} RNDIS_CONFIG_PARAMETER_INFO;

/// Page: `network/oid-gen-hd-split-parameters`.
typedef struct NDIS_HD_SPLIT_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG HDSplitCombineFlags;
} NDIS_HD_SPLIT_PARAMETERS, *PNDIS_HD_SPLIT_PARAMETERS;

/// Page: `ntddndis/ns-ntddndis-_ndis_hd_split_current_config`.
typedef struct NDIS_HD_SPLIT_CURRENT_CONFIG {
  NDIS_OBJECT_HEADER Header;
  ULONG HardwareCapabilities;
  ULONG CurrentCapabilities;
  ULONG HDSplitFlags;
  ULONG HDSplitCombineFlags;
  ULONG BackfillSize;
  ULONG MaxHeaderSize;
} NDIS_HD_SPLIT_CURRENT_CONFIG, *PNDIS_HD_SPLIT_CURRENT_CONFIG;

/// One address family of an encapsulation.
typedef struct NDIS_OFFLOAD_ENCAPSULATION_FAMILY {
  ULONG Enabled;
  ULONG EncapsulationType;
  ULONG HeaderSize;
} NDIS_OFFLOAD_ENCAPSULATION_FAMILY;

/// Page: `encapsulationconfig/ns-encapsulationconfig-ndis_offload_encapsulation`.
typedef struct NDIS_OFFLOAD_ENCAPSULATION {
  NDIS_OBJECT_HEADER Header;
  NDIS_OFFLOAD_ENCAPSULATION_FAMILY IPv4;
  NDIS_OFFLOAD_ENCAPSULATION_FAMILY IPv6;
} NDIS_OFFLOAD_ENCAPSULATION, *PNDIS_OFFLOAD_ENCAPSULATION;

// MARK: Receive scaling

/// Page: `ntddndis/ns-ntddndis-_ndis_receive_scale_capabilities`.
typedef struct NDIS_RECEIVE_SCALE_CAPABILITIES {
  NDIS_OBJECT_HEADER Header;
  ULONG CapabilitiesFlags;
  ULONG NumberOfInterruptMessages;
  ULONG NumberOfReceiveQueues;
  // Revision 2 (6.30).
  USHORT NumberOfIndirectionTableEntries;
} NDIS_RECEIVE_SCALE_CAPABILITIES, *PNDIS_RECEIVE_SCALE_CAPABILITIES;

/// A processor by group and number: one entry of an indirection table since revision 2.
typedef struct PROCESSOR_NUMBER {
  USHORT Group;
  UCHAR Number;
  UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

typedef struct GROUP_AFFINITY {
  ULONG64 Mask;
  USHORT Group;
  USHORT Reserved[3];
} GROUP_AFFINITY, *PGROUP_AFFINITY;

/// The indirection table, the key and the masks follow; offsets count from the start of the record.
/// Page: `ntddndis/ns-ntddndis-_ndis_receive_scale_parameters`.
typedef struct NDIS_RECEIVE_SCALE_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  USHORT Flags;
  USHORT BaseCpuNumber;
  ULONG HashInformation;
  USHORT IndirectionTableSize;
  ULONG IndirectionTableOffset;
  USHORT HashSecretKeySize;
  ULONG HashSecretKeyOffset;
  // Revision 2 (6.20).
  ULONG ProcessorMasksOffset;
  ULONG NumberOfProcessorMasks;
  ULONG ProcessorMasksEntrySize;
} NDIS_RECEIVE_SCALE_PARAMETERS, *PNDIS_RECEIVE_SCALE_PARAMETERS;

/// Page: `ntddndis/ns-ntddndis-_ndis_receive_hash_parameters`.
typedef struct NDIS_RECEIVE_HASH_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG HashInformation;
  USHORT HashSecretKeySize;
  ULONG HashSecretKeyOffset;
} NDIS_RECEIVE_HASH_PARAMETERS, *PNDIS_RECEIVE_HASH_PARAMETERS;

/// Page: `ndis/ns-ndis-_ndis_receive_queue_state`.
typedef struct NDIS_RECEIVE_QUEUE_STATE {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG QueueId;
  ULONG QueueState;
} NDIS_RECEIVE_QUEUE_STATE, *PNDIS_RECEIVE_QUEUE_STATE;

// MARK: Ports

/// Page: `ntddndis/ns-ntddndis-_ndis_port_state`.
typedef struct NDIS_PORT_STATE {
  NDIS_OBJECT_HEADER Header;
  NDIS_MEDIA_CONNECT_STATE MediaConnectState;
  ULONG64 XmitLinkSpeed;
  ULONG64 RcvLinkSpeed;
  ULONG Direction;
  ULONG SendControlState;
  ULONG RcvControlState;
  ULONG SendAuthorizationState;
  ULONG RcvAuthorizationState;
  ULONG Flags;
} NDIS_PORT_STATE, *PNDIS_PORT_STATE;

/// Page: `ntddndis/ns-ntddndis-_ndis_port_array`.
typedef struct NDIS_PORT_ARRAY {
  NDIS_OBJECT_HEADER Header;
  ULONG NumberOfPorts;
  ULONG OffsetFirstPort;
  ULONG ElementSize;
  NDIS_PORT_CHARACTERISTICS Ports[1];
} NDIS_PORT_ARRAY, *PNDIS_PORT_ARRAY;

/// Page: `ntddndis/ns-ntddndis-_ndis_port_authentication_parameters`.
typedef struct NDIS_PORT_AUTHENTICATION_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG SendControlState;
  ULONG RcvControlState;
  ULONG SendAuthorizationState;
  ULONG RcvAuthorizationState;
} NDIS_PORT_AUTHENTICATION_PARAMETERS, *PNDIS_PORT_AUTHENTICATION_PARAMETERS;

ND_OFFSET(NDIS_LINK_STATE, MediaConnectState, 4);
ND_OFFSET(NDIS_LINK_STATE, MediaDuplexState, 8);
ND_OFFSET(NDIS_LINK_STATE, XmitLinkSpeed, 16);
ND_OFFSET(NDIS_LINK_STATE, RcvLinkSpeed, 24);
ND_OFFSET(NDIS_LINK_STATE, PauseFunctions, 32);
ND_OFFSET(NDIS_LINK_STATE, AutoNegotiationFlags, 36);
_Static_assert(sizeof(NDIS_LINK_STATE) == 40, "NDIS_LINK_STATE");
ND_OFFSET(NDIS_LINK_PARAMETERS, MediaDuplexState, 4);
ND_OFFSET(NDIS_LINK_PARAMETERS, XmitLinkSpeed, 8);
ND_OFFSET(NDIS_LINK_PARAMETERS, PauseFunctions, 24);
ND_OFFSET(NDIS_LINK_PARAMETERS, AutoNegotiationFlags, 28);
_Static_assert(sizeof(NDIS_LINK_PARAMETERS) == 32, "NDIS_LINK_PARAMETERS");
ND_OFFSET(NDIS_INTERRUPT_MODERATION_PARAMETERS, InterruptModeration, 8);
_Static_assert(sizeof(NDIS_INTERRUPT_MODERATION_PARAMETERS) == 12, "NDIS_INTERRUPT_MODERATION_PARAMETERS");
ND_OFFSET(NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES, TimeoutArray, 12);
_Static_assert(sizeof(NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES) == 16, "NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES");
ND_OFFSET(NDIS_PCI_DEVICE_CUSTOM_PROPERTIES, MaxLinkWidth, 36);
ND_OFFSET(NDIS_PCI_DEVICE_CUSTOM_PROPERTIES, PciExpressVersion, 40);
_Static_assert(sizeof(NDIS_PCI_DEVICE_CUSTOM_PROPERTIES) == 52, "NDIS_PCI_DEVICE_CUSTOM_PROPERTIES");
ND_OFFSET(NDIS_RESTART_GENERAL_ATTRIBUTES, MaxXmitLinkSpeed, 8);
ND_OFFSET(NDIS_RESTART_GENERAL_ATTRIBUTES, LookaheadSize, 24);
ND_OFFSET(NDIS_RESTART_GENERAL_ATTRIBUTES, RecvScaleCapabilities, 40);
ND_OFFSET(NDIS_RESTART_GENERAL_ATTRIBUTES, AccessType, 48);
ND_OFFSET(NDIS_RESTART_GENERAL_ATTRIBUTES, SupportedOidList, 72);
ND_OFFSET(NDIS_RESTART_GENERAL_ATTRIBUTES, MaxLookaheadSizeAccessed, 84);
_Static_assert(sizeof(NDIS_RESTART_GENERAL_ATTRIBUTES) == 88, "NDIS_RESTART_GENERAL_ATTRIBUTES");
ND_OFFSET(NDIS_GUID, OidOrStatus, 16);
_Static_assert(sizeof(NDIS_GUID) == 28, "NDIS_GUID");
_Static_assert(sizeof(TRANSPORT_HEADER_OFFSET) == 4, "TRANSPORT_HEADER_OFFSET");
ND_OFFSET(NETWORK_ADDRESS, Address, 4);
ND_OFFSET(NETWORK_ADDRESS_LIST, AddressType, 4);
ND_OFFSET(NETWORK_ADDRESS_LIST, Address, 6);
_Static_assert(sizeof(RNDIS_CONFIG_PARAMETER_INFO) == 20, "RNDIS_CONFIG_PARAMETER_INFO");
_Static_assert(sizeof(NDIS_HD_SPLIT_PARAMETERS) == 8, "NDIS_HD_SPLIT_PARAMETERS");
ND_OFFSET(NDIS_HD_SPLIT_CURRENT_CONFIG, HDSplitFlags, 12);
_Static_assert(sizeof(NDIS_HD_SPLIT_CURRENT_CONFIG) == 28, "NDIS_HD_SPLIT_CURRENT_CONFIG");
ND_OFFSET(NDIS_OFFLOAD_ENCAPSULATION, IPv6, 16);
_Static_assert(sizeof(NDIS_OFFLOAD_ENCAPSULATION) == 28, "NDIS_OFFLOAD_ENCAPSULATION");
ND_OFFSET(NDIS_RECEIVE_SCALE_CAPABILITIES, CapabilitiesFlags, 4);
ND_OFFSET(NDIS_RECEIVE_SCALE_CAPABILITIES, NumberOfReceiveQueues, 12);
ND_OFFSET(NDIS_RECEIVE_SCALE_CAPABILITIES, NumberOfIndirectionTableEntries, 16);
_Static_assert(sizeof(NDIS_RECEIVE_SCALE_CAPABILITIES) == 20, "NDIS_RECEIVE_SCALE_CAPABILITIES");
_Static_assert(sizeof(PROCESSOR_NUMBER) == 4, "PROCESSOR_NUMBER");
_Static_assert(sizeof(GROUP_AFFINITY) == 16, "GROUP_AFFINITY");
ND_OFFSET(NDIS_RECEIVE_SCALE_PARAMETERS, BaseCpuNumber, 6);
ND_OFFSET(NDIS_RECEIVE_SCALE_PARAMETERS, HashInformation, 8);
ND_OFFSET(NDIS_RECEIVE_SCALE_PARAMETERS, IndirectionTableSize, 12);
ND_OFFSET(NDIS_RECEIVE_SCALE_PARAMETERS, IndirectionTableOffset, 16);
ND_OFFSET(NDIS_RECEIVE_SCALE_PARAMETERS, HashSecretKeySize, 20);
ND_OFFSET(NDIS_RECEIVE_SCALE_PARAMETERS, HashSecretKeyOffset, 24);
ND_OFFSET(NDIS_RECEIVE_SCALE_PARAMETERS, ProcessorMasksOffset, 28);
_Static_assert(sizeof(NDIS_RECEIVE_SCALE_PARAMETERS) == 40, "NDIS_RECEIVE_SCALE_PARAMETERS");
ND_OFFSET(NDIS_RECEIVE_HASH_PARAMETERS, HashInformation, 8);
ND_OFFSET(NDIS_RECEIVE_HASH_PARAMETERS, HashSecretKeySize, 12);
ND_OFFSET(NDIS_RECEIVE_HASH_PARAMETERS, HashSecretKeyOffset, 16);
_Static_assert(sizeof(NDIS_RECEIVE_HASH_PARAMETERS) == 20, "NDIS_RECEIVE_HASH_PARAMETERS");
_Static_assert(sizeof(NDIS_RECEIVE_QUEUE_STATE) == 16, "NDIS_RECEIVE_QUEUE_STATE");
ND_OFFSET(NDIS_PORT_STATE, XmitLinkSpeed, 8);
ND_OFFSET(NDIS_PORT_STATE, Direction, 24);
ND_OFFSET(NDIS_PORT_STATE, RcvAuthorizationState, 40);
_Static_assert(sizeof(NDIS_PORT_STATE) == 48, "NDIS_PORT_STATE");
ND_OFFSET(NDIS_PORT_ARRAY, Ports, 16);
_Static_assert(sizeof(NDIS_PORT_AUTHENTICATION_PARAMETERS) == 20, "NDIS_PORT_AUTHENTICATION_PARAMETERS");
