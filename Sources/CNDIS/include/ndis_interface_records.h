/// What statistics and interface requests and the indication of an operational state carry; layout of 64-bit Windows.
/// Pages: `ntddndis/ns-ntddndis-_ndis_*`, `network/oid-gen-*`.
#pragma once

#include "ndis_common.h"

// MARK: Statistics

/// Page: `ntddndis/ns-ntddndis-_ndis_statistics_info`.
typedef struct NDIS_STATISTICS_INFO {
  NDIS_OBJECT_HEADER Header;
  ULONG SupportedStatistics;
  ULONG64 ifInDiscards;
  ULONG64 ifInErrors;
  ULONG64 ifHCInOctets;
  ULONG64 ifHCInUcastPkts;
  ULONG64 ifHCInMulticastPkts;
  ULONG64 ifHCInBroadcastPkts;
  ULONG64 ifHCOutOctets;
  ULONG64 ifHCOutUcastPkts;
  ULONG64 ifHCOutMulticastPkts;
  ULONG64 ifHCOutBroadcastPkts;
  ULONG64 ifOutErrors;
  ULONG64 ifOutDiscards;
  ULONG64 ifHCInUcastOctets;
  ULONG64 ifHCInMulticastOctets;
  ULONG64 ifHCInBroadcastOctets;
  ULONG64 ifHCOutUcastOctets;
  ULONG64 ifHCOutMulticastOctets;
  ULONG64 ifHCOutBroadcastOctets;
} NDIS_STATISTICS_INFO, *PNDIS_STATISTICS_INFO;

/// Page: `ntddndis/ns-ntddndis-_ndis_rsc_statistics_info`.
typedef struct NDIS_RSC_STATISTICS_INFO {
  NDIS_OBJECT_HEADER Header;
  ULONG64 CoalescedPkts;
  ULONG64 CoalescedOctets;
  ULONG64 CoalesceEvents;
  ULONG64 Aborts;
} NDIS_RSC_STATISTICS_INFO, *PNDIS_RSC_STATISTICS_INFO;

/// Units of 100 bits per second.
typedef struct NDIS_CO_LINK_SPEED {
  ULONG Outbound;
  ULONG Inbound;
} NDIS_CO_LINK_SPEED, *PNDIS_CO_LINK_SPEED;

typedef struct GEN_GET_TIME_CAPS {
  ULONG Flags;
  ULONG ClockPrecision;
} GEN_GET_TIME_CAPS, *PGEN_GET_TIME_CAPS;

typedef struct GEN_GET_NETCARD_TIME {
  ULONG64 ReadTime;
} GEN_GET_NETCARD_TIME, *PGEN_GET_NETCARD_TIME;

// MARK: Interfaces

/// Page: `ntddndis/ns-ntddndis-_ndis_link_speed`.
typedef struct NDIS_LINK_SPEED {
  ULONG64 XmitLinkSpeed;
  ULONG64 RcvLinkSpeed;
} NDIS_LINK_SPEED, *PNDIS_LINK_SPEED;

/// Page: `ntddndis/ns-ntddndis-_ndis_oper_state`.
typedef struct NDIS_OPER_STATE {
  NDIS_OBJECT_HEADER Header;
  ULONG OperationalStatus;
  ULONG OperationalStatusFlags;
} NDIS_OPER_STATE, *PNDIS_OPER_STATE;

typedef struct NDIS_IP_OPER_STATUS {
  ULONG AddressFamily;
  ULONG OperationalStatus;
  ULONG OperationalStatusFlags;
} NDIS_IP_OPER_STATUS, *PNDIS_IP_OPER_STATUS;

typedef struct NDIS_IP_OPER_STATUS_INFO {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG NumberofAddressFamiliesReturned;
  NDIS_IP_OPER_STATUS IpOperationalStatus[32];
} NDIS_IP_OPER_STATUS_INFO, *PNDIS_IP_OPER_STATUS_INFO;

typedef struct NDIS_IP_OPER_STATE {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_IP_OPER_STATUS IpOperationalStatus;
} NDIS_IP_OPER_STATE, *PNDIS_IP_OPER_STATE;

/// Page: `network/oid-gen-interface-info`.
typedef struct NDIS_INTERFACE_INFORMATION {
  ULONG ifOperStatus;
  ULONG ifOperStatusFlags;
  ULONG MediaConnectState;
  ULONG MediaDuplexState;
  ULONG ifMtu;
  BOOLEAN ifPromiscuousMode;
  BOOLEAN ifDeviceWakeUpEnable;
  ULONG64 XmitLinkSpeed;
  ULONG64 RcvLinkSpeed;
  ULONG64 ifLastChange;
  ULONG64 ifCounterDiscontinuityTime;
  ULONG64 ifInUnknownProtos;
  ULONG64 ifInDiscards;
  ULONG64 ifInErrors;
  ULONG64 ifHCInOctets;
  ULONG64 ifHCInUcastPkts;
  ULONG64 ifHCInMulticastPkts;
  ULONG64 ifHCInBroadcastPkts;
  ULONG64 ifHCOutOctets;
  ULONG64 ifHCOutUcastPkts;
  ULONG64 ifHCOutMulticastPkts;
  ULONG64 ifHCOutBroadcastPkts;
  ULONG64 ifOutErrors;
  ULONG64 ifOutDiscards;
  ULONG64 ifHCInUcastOctets;
  ULONG64 ifHCInMulticastOctets;
  ULONG64 ifHCInBroadcastOctets;
  ULONG64 ifHCOutUcastOctets;
  ULONG64 ifHCOutMulticastOctets;
  ULONG64 ifHCOutBroadcastOctets;
  ULONG CompartmentId;
  ULONG SupportedStatistics;
} NDIS_INTERFACE_INFORMATION, *PNDIS_INTERFACE_INFORMATION;

/// `Length` bytes of UTF-16.
typedef struct IF_COUNTED_STRING {
  USHORT Length;
  WCHAR String[257];
} IF_COUNTED_STRING, *PIF_COUNTED_STRING;

ND_OFFSET(NDIS_STATISTICS_INFO, ifInDiscards, 8);
ND_OFFSET(NDIS_STATISTICS_INFO, ifHCInOctets, 24);
ND_OFFSET(NDIS_STATISTICS_INFO, ifHCOutOctets, 56);
ND_OFFSET(NDIS_STATISTICS_INFO, ifOutErrors, 88);
ND_OFFSET(NDIS_STATISTICS_INFO, ifHCInUcastOctets, 104);
_Static_assert(sizeof(NDIS_STATISTICS_INFO) == 152, "NDIS_STATISTICS_INFO");
ND_OFFSET(NDIS_RSC_STATISTICS_INFO, CoalescedPkts, 8);
_Static_assert(sizeof(NDIS_RSC_STATISTICS_INFO) == 40, "NDIS_RSC_STATISTICS_INFO");
_Static_assert(sizeof(NDIS_CO_LINK_SPEED) == 8, "NDIS_CO_LINK_SPEED");
_Static_assert(sizeof(NDIS_LINK_SPEED) == 16, "NDIS_LINK_SPEED");
_Static_assert(sizeof(NDIS_OPER_STATE) == 12, "NDIS_OPER_STATE");
ND_OFFSET(NDIS_IP_OPER_STATUS_INFO, IpOperationalStatus, 12);
_Static_assert(sizeof(NDIS_IP_OPER_STATUS_INFO) == 396, "NDIS_IP_OPER_STATUS_INFO");
_Static_assert(sizeof(NDIS_IP_OPER_STATE) == 20, "NDIS_IP_OPER_STATE");
ND_OFFSET(NDIS_INTERFACE_INFORMATION, ifDeviceWakeUpEnable, 21);
ND_OFFSET(NDIS_INTERFACE_INFORMATION, XmitLinkSpeed, 24);
ND_OFFSET(NDIS_INTERFACE_INFORMATION, ifInDiscards, 64);
ND_OFFSET(NDIS_INTERFACE_INFORMATION, CompartmentId, 208);
_Static_assert(sizeof(NDIS_INTERFACE_INFORMATION) == 216, "NDIS_INTERFACE_INFORMATION");
_Static_assert(sizeof(IF_COUNTED_STRING) == 516, "IF_COUNTED_STRING");
